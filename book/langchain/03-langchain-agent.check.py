import itertools

from langchain.agents.middleware import ModelCallLimitMiddleware, ToolErrorMiddleware
from langchain_core.messages import HumanMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.errors import GraphRecursionError

# the loop written out by hand gives the same messages
script = [AIMessage("", tool_calls=[call]), AIMessage("2加3等于5。")]
history = [HumanMessage("2加3是多少？")]
for answer in script:
    history.append(answer)
    for request in answer.tool_calls:
        value = str(sum(request["args"].values()))
        history.append(ToolMessage(value, tool_call_id=request["id"]))
assert [(m.type, m.content) for m in history] == [
    (m.type, m.content) for m in result["messages"]
]
assert result["messages"][2].tool_call_id == "c1"

# the graph of the figure
drawn = agent.get_graph()
assert set(drawn.nodes) == {"__start__", "model", "tools", "__end__"}
assert {(e.source, e.target) for e in drawn.edges} == {
    ("__start__", "model"), ("model", "tools"), ("tools", "model"), ("model", "__end__"),
}


def endless():
    for number in itertools.count():
        yield AIMessage("", tool_calls=[dict(call, id=f"c{number}")])


# limits
limited = create_agent(Scripted(messages=endless()), [add],
                       middleware=[ModelCallLimitMiddleware(run_limit=3)])
answers = limited.invoke({"messages": "?"})["messages"]
assert sum(bool(getattr(m, "tool_calls", None)) for m in answers) == 3
try:
    create_agent(Scripted(messages=endless()), [add]).invoke(
        {"messages": "?"}, {"recursion_limit": 6})
except GraphRecursionError:
    pass
else:
    raise AssertionError("no limit")


# errors: bad arguments and unknown tools go back to the model, exceptions go out
@tool
def broken(a: int) -> int:
    """Always fails."""
    raise ValueError("broken")


def one_call(name, arguments, **more):
    request = {"name": name, "args": arguments, "id": "x"}
    model = Scripted(messages=iter([AIMessage("", tool_calls=[request]), AIMessage("end")]))
    return create_agent(model, [broken], **more).invoke({"messages": "?"})["messages"]


for name, arguments in (("broken", {"a": "two"}), ("absent", {})):
    messages = one_call(name, arguments)
    assert [m.type for m in messages] == ["human", "ai", "tool", "ai"]
    assert messages[2].status == "error"
try:
    one_call("broken", {"a": 1})
except ValueError:
    pass
else:
    raise AssertionError("swallowed")
handled = one_call("broken", {"a": 1},
                   middleware=[ToolErrorMiddleware(lambda error, request: "failed")])
assert handled[2].content == "failed" and handled[2].status == "error"

# memory: what the model is shown in two threads
seen = []


class Watched(Scripted):
    def _generate(self, messages, *args, **kwargs):
        seen.append([m.type for m in messages])
        return super()._generate(messages, *args, **kwargs)


remembering = create_agent(Watched(messages=iter("abc")), system_prompt="s",
                           checkpointer=InMemorySaver())
for thread in ("one", "one", "two"):
    remembering.invoke({"messages": "?"}, {"configurable": {"thread_id": thread}})
assert seen == [["system", "human"], ["system", "human", "ai", "human"], ["system", "human"]]

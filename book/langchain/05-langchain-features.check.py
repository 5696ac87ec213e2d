from typing import TypedDict

from langchain_core.callbacks import BaseCallbackHandler
from langgraph.graph import START, StateGraph
from langgraph.types import interrupt
from pydantic import BaseModel, Field

# the database, read in another way
rows = dict(db.execute("SELECT id, state FROM orders").fetchall())
assert rows == {1: "paid", 2: "void"}


# the other decisions: reject leaves the database alone, edit changes the argument
def decide(decision, number):
    other = create_agent(
        Scripted(messages=iter([request("cancel", order=number), "end"])),
        tools=[cancel], checkpointer=InMemorySaver(),
        middleware=[HumanInTheLoopMiddleware({"cancel": True})])
    config = {"configurable": {"thread_id": "x"}}
    first = other.invoke({"messages": "?"}, config)
    review = first["__interrupt__"][0].value["review_configs"][0]
    assert review["allowed_decisions"] == ["approve", "edit", "reject", "respond"]
    last = other.invoke(Command(resume={"decisions": [decision]}), config)
    return [m for m in last["messages"] if m.type == "tool"][0]


before = list(db.execute("SELECT * FROM orders"))
assert decide({"type": "reject", "message": "no"}, 1).status == "error"
assert decide({"type": "respond", "message": "later"}, 1).content == "later"
assert list(db.execute("SELECT * FROM orders")) == before
edited = {"type": "edit", "edited_action": {"name": "cancel", "args": {"order": 1}}}
assert "订单1已取消" in decide(edited, 7).text
assert [s for _, s in db.execute("SELECT * FROM orders")] == ["void", "void"]

# without a checkpointer the pause cannot be continued
lost = create_agent(Scripted(messages=iter([request("cancel", order=1), "end"])), [cancel],
                    middleware=[HumanInTheLoopMiddleware({"cancel": True})])
assert "__interrupt__" in lost.invoke({"messages": "?"})
try:
    lost.invoke(Command(resume={"decisions": [{"type": "approve"}]}))
except RuntimeError:
    pass
else:
    raise AssertionError("resumed from nothing")


# a node of one's own runs again from its first line
class State(TypedDict):
    value: int


runs = []


def node(state):
    runs.append("before")
    answer = interrupt("?")
    runs.append("after")
    return {"value": answer}


graph = StateGraph(State).add_node("node", node).add_edge(START, "node").compile(
    checkpointer=InMemorySaver())
where = {"configurable": {"thread_id": "y"}}
graph.invoke({"value": 0}, where)
assert graph.invoke(Command(resume=5), where)["value"] == 5
assert runs == ["before", "before", "after"]


# structured output by tool calling: the mistake goes back to the model
class Grade(BaseModel):
    stars: int = Field(ge=1, le=5)


from langchain.agents.structured_output import ToolStrategy

graded = create_agent(
    Scripted(messages=iter([request("Grade", stars=9), request("Grade", stars=4)])),
    response_format=ToolStrategy(Grade))
final = graded.invoke({"messages": "?"})
assert final["structured_response"] == Grade(stars=4)
assert sum(m.type == "ai" for m in final["messages"]) == 2

# streaming: the steps, and what a tool sends
from langgraph.config import get_stream_writer


@tool
def slow() -> str:
    """Report progress."""
    get_stream_writer()("half")
    return "done"


def streamed(mode, *answers):
    made = create_agent(Scripted(messages=iter(answers)), [slow])
    return list(made.stream({"messages": "?"}, stream_mode=mode))


steps = [next(iter(step)) for step in streamed("updates", request("slow"), "a b")]
assert steps == ["model", "tools", "model"]
assert streamed("custom", request("slow"), "a b") == ["half"]
texts = [piece.text for piece, _ in streamed("messages", "a b") if piece.type == "AIMessageChunk"]
assert [t for t in texts if t] == ["a", " ", "b"]


# callbacks see every step without any platform
class Log(BaseCallbackHandler):
    def __init__(self):
        self.seen = []

    def on_chat_model_start(self, *args, **kwargs):
        self.seen.append("model")

    def on_tool_end(self, *args, **kwargs):
        self.seen.append("tool")


log = Log()
create_agent(Scripted(messages=iter([request("count_paid"), "end"])), [count_paid]).invoke(
    {"messages": "?"}, {"callbacks": [log]})
assert log.seen == ["model", "tool", "model"]

import langchain.agents.middleware as middleware_module

for name in ("ModelRetryMiddleware", "ModelFallbackMiddleware", "ModelCallLimitMiddleware",
             "SummarizationMiddleware", "PIIMiddleware"):
    assert hasattr(middleware_module, name)

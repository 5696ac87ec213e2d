import asyncio
import json

from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.prompts import MessagesPlaceholder

# the model receives exactly the two messages written here by hand
received = []


class Recorder(FakeListChatModel):
    def _call(self, messages, *args, **kwargs):
        received.append([(m.type, m.content) for m in messages])
        return super()._call(messages, *args, **kwargs)


recorded = prompt | Recorder(responses=["a", "b"]) | StrOutputParser()
assert recorded.batch([inputs, dict(inputs, language="法语")]) == ["a", "b"]
assert received == [
    [("system", "把用户的话译成英语，只输出译文。"), ("human", "早上好。")],
    [("system", "把用户的话译成法语，只输出译文。"), ("human", "早上好。")],
]

# the whole, the stream and the asynchronous call agree
assert "".join(chain.stream(inputs)) == "Good morning." == asyncio.run(chain.ainvoke(inputs))
assert sorted(prompt.input_variables) == ["language", "text"]

# a missing variable, a brace in the text, a brace in the template
try:
    chain.invoke({"language": "英语"})
except KeyError:
    pass
else:
    raise AssertionError("missing variable accepted")
assert prompt.invoke(dict(inputs, text="{x}")).to_messages()[1].content == "{x}"
spliced = ChatPromptTemplate.from_messages([("human", f"译：{'{x}'}")])
try:
    spliced.invoke({})
except KeyError:
    pass
else:
    raise AssertionError("brace taken literally")
assert ChatPromptTemplate.from_template("{{x}}").invoke({}).to_messages()[0].content == "{x}"

# the parser against a plain reading of the same JSON
for text, good in zip(answers, (True, False, False)):
    body = text.removeprefix("```json\n").removesuffix("\n```")
    try:
        fields = json.loads(body)
        valid = 1 <= fields["stars"] <= 5
    except json.JSONDecodeError:
        valid = False
    assert valid is good
    try:
        assert parser.parse(text).model_dump() == fields and good
    except OutputParserException:
        assert not good

# asking again helps: the first answer is bad, the second good
retrying = rating | FakeListChatModel(responses=["?", answers[0]]) | parser
again = retrying.with_retry(retry_if_exception_type=(OutputParserException,),
                            wait_exponential_jitter=False, stop_after_attempt=2)
assert again.invoke({"text": "x"}).stars == 4
other = rating | FakeListChatModel(responses=[answers[0]]) | parser
bad = rating | FakeListChatModel(responses=["?"]) | parser
assert bad.with_fallbacks([other]).invoke({"text": "x"}).stars == 4

# history, and the two fakes
with_history = ChatPromptTemplate.from_messages([MessagesPlaceholder("history"), ("human", "{q}")])
shown = with_history.invoke({"history": [SystemMessage("s"), HumanMessage("h")], "q": "?"})
assert [m.content for m in shown.to_messages()] == ["s", "h", "?"]
cycle = FakeListChatModel(responses=["1", "2"])
assert [cycle.invoke("?").content for _ in range(3)] == ["1", "2", "1"]
once = GenericFakeChatModel(messages=iter(["1"]))
assert once.invoke("?").content == "1"
try:
    once.invoke("?")
except StopIteration:
    pass
else:
    raise AssertionError("not exhausted")

# what the old tutorials write
import importlib

for module in ("langchain.llms", "langchain.chains"):
    try:
        importlib.import_module(module)
    except ModuleNotFoundError:
        continue
    raise AssertionError(module)
assert not hasattr(FakeListChatModel, "predict")
from langchain.chat_models import init_chat_model

try:
    init_chat_model("openai:x")
except ImportError as error:
    assert "langchain-openai" in str(error)

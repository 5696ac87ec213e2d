import pathlib

import langchain
import langchain_core
import langgraph.graph
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseLLM
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.runnables import Runnable

# what a subclass must write, and what is a Runnable
assert BaseChatModel.__abstractmethods__ == {"_generate", "_llm_type"}
assert BaseLLM.__abstractmethods__ == {"_generate", "_llm_type"}
assert Embeddings.__abstractmethods__ == {"embed_documents", "embed_query"}
assert isinstance(model, Runnable) and not isinstance(Letters(), Runnable)

# strings, tuples and messages are the same input
assert {model.invoke(x).content for x in (
    "q", [("human", "q")], [SystemMessage("s"), HumanMessage("q")], [{"role": "user", "content": "q"}],
)} == {"Q"}

# the nearest text by cosine, with NumPy-free arithmetic
def cosine(a, b):
    dot = sum(x * y for x, y in zip(a, b))
    return dot / (sum(x * x for x in a) * sum(y * y for y in b)) ** 0.5


vector = Letters().embed_query
for query in ("ab", "di", "loj"):
    best = max(texts, key=lambda text: cosine(vector(text), vector(query)))
    assert chain.invoke(query).content == best.upper(), query

# what the interface does not give
for call in (lambda: model.bind_tools([]), lambda: model.with_structured_output({"title": "x"})):
    try:
        call()
    except NotImplementedError:
        continue
    raise AssertionError("a model without tools accepted tools")
assert model.profile is None
try:
    init_chat_model("openai:x")
except ImportError as error:
    assert "langchain-openai" in str(error)

# no file but programs in the three packages
for module in (langchain, langchain_core, langgraph.graph):
    root = pathlib.Path(module.__file__).parent
    kinds = {path.suffix for path in root.rglob("*") if path.is_file()}
    assert kinds <= {".py", ".pyc", ".typed"}, kinds

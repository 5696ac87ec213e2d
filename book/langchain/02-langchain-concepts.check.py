import random

from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.vectorstores import VectorStore

# the chain triples its input, one by one and in a batch
values = [random.randint(-999, 999) for _ in range(50)]
assert chain.batch(values) == [chain.invoke(v) for v in values] == [3 * v for v in values]
assert chain.invoke(0) == 0
assert list(chain.stream(7)) == [21]

# what the figure says about Runnable
for kind in (BaseChatModel, BaseRetriever, BaseTool, ChatPromptTemplate, StrOutputParser):
    assert issubclass(kind, Runnable), kind
for kind in (Embeddings, VectorStore):
    assert not issubclass(kind, Runnable), kind

# the old modules are gone
import importlib

for name in ("chains", "memory", "retrievers", "prompts", "output_parsers"):
    try:
        importlib.import_module(f"langchain.{name}")
    except ModuleNotFoundError:
        continue
    raise AssertionError(name)

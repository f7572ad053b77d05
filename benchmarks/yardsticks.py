"""What people would otherwise search with: FTS5, LlamaIndex's and Haystack's retrievers, each over the same texts.

The libraries are those of requirements-bench.txt; one that is not installed is None.
"""

import sqlite3
from collections.abc import Callable, Sequence

from knowledge.answers.topics import content
from knowledge.answers.vocabulary import synonyms
from knowledge.language.folding import fold, folded_words

Search = Callable[[str], list[int]]
"""Returns the places of the ten best texts for a question."""
TEN = 10


def fts5(texts: Sequence[str], *, or_any: bool = False) -> Search:
    """Return a search for all the content words of a question, ranked, as FTS5 does it on folded texts.

    Where no text holds them all, nothing is found, or with `or_any` what holds any of them.
    """
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table found using fts5 (words, content='', tokenize='unicode61')")
    connection.executemany("insert into found (rowid, words) values (?, ?)", enumerate(map(fold, texts)))
    ranked = f"select rowid from found where found match ? order by rank limit {TEN}"

    def search(question: str) -> list[int]:
        runs = content(folded_words(question), lambda *_: True, synonyms())
        words = [f'"{word}"' for run in runs for word in run] or ['"0"']
        rows = connection.execute(ranked, (" AND ".join(words),)).fetchall()
        if not rows and or_any:
            rows = connection.execute(ranked, (" OR ".join(words),)).fetchall()
        return [row[0] for row in rows]

    return search


def llama_index(texts: Sequence[str]) -> Search | None:
    """Return LlamaIndex's BM25Retriever (bm25s inside)."""
    try:
        from llama_index.core.schema import TextNode
        from llama_index.retrievers.bm25 import BM25Retriever
    except ImportError:
        return None
    nodes = [TextNode(text=fold(text), id_=str(at)) for at, text in enumerate(texts)]
    retriever = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=TEN)
    return lambda question: [int(found.node.node_id) for found in retriever.retrieve(fold(question))]


def haystack(texts: Sequence[str]) -> Search | None:
    """Return Haystack's BM25 retriever over its store in memory."""
    try:
        from haystack import Document
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore
    except ImportError:
        return None
    store = InMemoryDocumentStore()
    store.write_documents([Document(content=fold(text), id=str(at)) for at, text in enumerate(texts)])
    retriever = InMemoryBM25Retriever(store, top_k=TEN)
    return lambda question: [int(found.id) for found in retriever.run(fold(question))["documents"]]

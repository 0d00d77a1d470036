"""Text → word pieces, by the vocabulary that a language's models share."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer


def tokenizer(folder: Path) -> Tokenizer:
    """BERT's tokenizer over the folder's ``vocabulary.txt``, in lower case."""
    pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    made = Tokenizer(WordPiece({p: at for at, p in enumerate(pieces)}, unk_token="[UNK]"))  # noqa: S106
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made

"""The whole error tree. Messages name the thing, the value and the remedy.

::

    ReportedlyError
    ├── ReadError            an input gave no page
    │   ├── ArchiveDamaged
    │   ├── FetchError       an address gave no page
    │   │   ├── AddressRefused
    │   │   ├── FetchFailed
    │   │   ├── FetchTimeout
    │   │   ├── NotAFeed
    │   │   ├── RobotsDisallowed
    │   │   └── TooManyRedirects
    │   ├── InputNotFound
    │   ├── InputUnreadable
    │   ├── PageTooLarge
    │   └── RecordInvalid
    ├── ArticleError         a page gave no article
    │   ├── NotText
    │   ├── NoArticle
    │   └── ArticleTooLong
    ├── ClaimError           an article gave no reading
    │   └── UnsupportedLanguage
    ├── RunError             a carrier lost a page
    │   ├── DeadlineExceeded
    │   ├── OutOfMemory
    │   └── WorkerDied
    ├── LedgerError          the ledger can't be used
    │   ├── NotALedger
    │   ├── LedgerTooNew
    │   └── LedgerBusy
    ├── KeepFailed           fetched pages can't be kept
    ├── ExportFailed         an export can't be written
    ├── PluginBroken         a package that adds something can't be used
    ├── QueryError           a question to the ledger makes no sense
    ├── MissingExtra         an optional package is not installed
    └── UnexpectedError      a mistake of ours, met while reading a page
"""


class ReportedlyError(Exception):
    """The root of all errors that Reportedly raises on purpose."""


class ReadError(ReportedlyError):
    """An input gave no page."""


class ArchiveDamaged(ReadError):
    """A part of an archive is cut off, garbled or hostile; what is whole is read all the same."""


class FetchError(ReadError):
    """An address gave no page."""


class AddressRefused(FetchError):
    """The address is one that is not asked: another scheme, a password in it, a machine of a private network."""


class FetchFailed(FetchError):
    """The server could not be reached, answered with an error, or broke its answer off.

    ``status`` is the error's number, None where there was no answer.
    """

    def __init__(self, said: str, *, status: int | None = None) -> None:
        super().__init__(said)
        self.status = status


class FetchTimeout(FetchError):
    """The answer took longer than a page may take."""


class NotAFeed(FetchError):
    """What was to list articles is no feed or sitemap, or a hostile one."""


class RobotsDisallowed(FetchError):
    """The site's robots.txt asks not to fetch the address, or could not be had for a fault of the server."""


class TooManyRedirects(FetchError):
    """The address leads on and on to others."""


class InputNotFound(ReadError):
    """There is nothing at the path."""


class InputUnreadable(ReadError):
    """The path is there and can't be read."""


class PageTooLarge(ReadError):
    """The page has more bytes than a news page can have."""


class RecordInvalid(ReadError):
    """What was to be imported is no record, or one that contradicts itself."""


class ArticleError(ReportedlyError):
    """A page gave no article."""


class NotText(ArticleError):
    """The bytes are not text in any character set."""


class NoArticle(ArticleError):
    """The page holds no article text."""


class ArticleTooLong(ArticleError):
    """The text has more characters than an article can have."""


class ClaimError(ReportedlyError):
    """An article gave no reading."""


class UnsupportedLanguage(ClaimError):
    """No language pack reads the article's language."""


class RunError(ReportedlyError):
    """A carrier lost a page."""


class DeadlineExceeded(RunError):
    """Reading the page took longer than allowed, and its worker was ended."""


class OutOfMemory(RunError):
    """Reading the page took more memory than a worker may have."""


class WorkerDied(RunError):
    """The process that read the page ended without an answer."""


class LedgerError(ReportedlyError):
    """The ledger can't be used."""


class NotALedger(LedgerError):
    """The file is something else than a ledger."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a later version of Reportedly."""


class LedgerBusy(LedgerError):
    """Another process is writing to the ledger."""


class KeepFailed(ReportedlyError):
    """The folder for fetched pages can't be written to."""


class ExportFailed(ReportedlyError):
    """An export can't be written where it was to go."""


class PluginBroken(ReportedlyError):
    """A package that adds something can't be imported or does not keep to its protocol."""


class QueryError(ReportedlyError):
    """A question to the ledger makes no sense."""


class MissingExtra(ReportedlyError):
    """An optional package is not installed."""


class UnexpectedError(ReportedlyError):
    """A mistake of ours, met while reading a page."""

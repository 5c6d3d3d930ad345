"""The closed list of reasons why ingest does not hand a document on as an article.

Here: the codes and one sentence for each. Not here: who decides (the modules that read) and the reasons of other rooms.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a document is rejected or a duplicate; `sentence` is what people read."""

    EMPTY_FILE = "empty_file"
    EMPTY_TEXT = "empty_text"
    BINARY_CONTENT = "binary_content"
    UNDECODABLE = "undecodable"
    UNSUPPORTED_TYPE = "unsupported_type"
    TRUNCATED_JSON = "truncated_json"
    INVALID_JSON = "invalid_json"
    NOT_A_RECORD = "not_a_record"
    NO_TEXT_FIELD = "no_text_field"
    NO_PAGE = "no_page"
    UNPARSABLE_HTML = "unparsable_html"
    TOO_DEEP = "too_deep"
    TOO_LARGE = "too_large"
    WRONG_CELLS = "wrong_cells"
    UNCLOSED_QUOTE = "unclosed_quote"
    DAMAGED = "damaged"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    UNKNOWN_PACKING = "unknown_packing"
    VANISHED = "vanished"
    UNREADABLE = "unreadable"
    UNREADABLE_NAME = "unreadable_name"
    NOT_A_FILE = "not_a_file"
    LINK_OUTSIDE = "link_outside"
    LINK_TO_FOLDER = "link_to_folder"
    INTERNAL_ERROR = "internal_error"
    SAME_CONTENT = "same_content"
    SAME_TEXT = "same_text"

    @property
    def sentence(self) -> str:
        """Return what this reason means and, where something can be done, what."""
        return _SENTENCES[self]

    def told(self, detail: str | None = None) -> str:
        """Return 'code: sentence', as it is stored in `disposition_reason`."""
        return f"{self.value}: {self.sentence}" + (f" ({detail})" if detail else "")


_SENTENCES = {
    Reason.EMPTY_FILE: "the file holds nothing at all",
    Reason.EMPTY_TEXT: "there is no text but white space",
    Reason.BINARY_CONTENT: "the content is no text but binary data",
    Reason.UNDECODABLE: "the bytes are no text in any encoding that fits; save the scrape as UTF-8",
    Reason.UNSUPPORTED_TYPE: "files of this type are not read; convert it (docs/add-a-source.md) or move it away",
    Reason.TRUNCATED_JSON: "the line breaks off before its JSON object ends",
    Reason.INVALID_JSON: "the line is no valid JSON",
    Reason.NOT_A_RECORD: "the line is JSON but no object with named fields",
    Reason.NO_TEXT_FIELD: "no field or column is known to hold an article's text; name it in a fields.yml"
    " (docs/add-a-source.md)",
    Reason.NO_PAGE: "none of the records of the archive holds a page",
    Reason.UNPARSABLE_HTML: "the page has no element that could be read as HTML",
    Reason.TOO_DEEP: "the page nests its elements too deeply to be read to its end",
    Reason.TOO_LARGE: "the content is larger than one document may be; split it or store it as .jsonl",
    Reason.WRONG_CELLS: "the row has not as many cells as the table has columns",
    Reason.UNCLOSED_QUOTE: "a quotation mark opens a cell in this row and none closes it",
    Reason.DAMAGED: "what follows here of the file is damaged or missing; fetch the file again",
    Reason.UNPACKS_TOO_LARGE: "the packed file unpacks to more than can be meant; what follows here of it was not read",
    Reason.UNKNOWN_PACKING: "the page was sent packed in a way that is not read",
    Reason.VANISHED: "the file was there when the folder was listed and is gone now",
    Reason.UNREADABLE: "the system refused to read the file; check its permissions",
    Reason.UNREADABLE_NAME: "the file's name is no valid UTF-8; rename the file",
    Reason.NOT_A_FILE: "this is a pipe, a socket or a device, not a file",
    Reason.LINK_OUTSIDE: "a symbolic link leads out of the raw folder and is not followed; copy the file into it",
    Reason.LINK_TO_FOLDER: "a symbolic link to a folder is not followed; move the folder itself",
    Reason.INTERNAL_ERROR: "reading the file failed in a way that nobody foresaw; please report it",
    Reason.SAME_CONTENT: "the bytes are those of an earlier document",
    Reason.SAME_TEXT: "the text is that of an earlier document, to the letter",
}

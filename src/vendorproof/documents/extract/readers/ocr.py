"""Text out of pictures, by the library of tesseract where this machine has it.

As a library and not as a program: the sandbox's child starts none, and its limits hold for everything in it. Pictures are decoded
by leptonica, which tesseract brings along.
"""

import ctypes
import functools
import os
from collections.abc import Callable, Sequence
from typing import Any, Literal

from vendorproof.documents.extract.units import Account, named

MOST_DOTS = 100_000_000  # decoded; in colour that is 400 MB
ENOUGH_DOTS = 4_000_000  # a page at 200 dots an inch; smaller pictures are enlarged before they are read
MOST_SECONDS = 30  # for one look at one picture
GOOD = 65  # of 100: what tesseract says of a page it could read; below, the page may stand on its side
POOR = 25  # below it is noise
TESSERACT = ("libtesseract.so.5", "libtesseract.5.dylib")
LEPTONICA = ("liblept.so.5", "libleptonica.so.6", "libleptonica.6.dylib")
FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
LANGUAGE = "eng"
MODEL_BYTES = 64 << 20
_LSTM_ONLY = 1

ABSENT = "no text recognition (tesseract) is installed"
Trouble = Literal["absent", "too_large", "unreadable"]


def hold_open() -> bool:
    """Open the language's model, so that it can be read once the child may open nothing; False without tesseract."""
    return _descriptor() is not None


@functools.cache
def _descriptor() -> int | None:
    for folder in FOLDERS:
        try:
            return os.open(f"{folder}/{LANGUAGE}.traineddata", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            continue
    return None


class Scans:
    """The pictures of one document: recognises them one by one and remembers which ones it did not."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._read: list[int] = []
        self._absent: list[int] = []
        self._too_many: list[int] = []
        self._too_large: list[int] = []
        self._unreadable: list[int] = []

    def read(self, number: int, picture: Callable[[], bytes | None]) -> str | None:
        """The text in a picture, a file of any kind leptonica knows; None if nothing was read, which `tell` then says."""
        engine = _engine()
        if engine is None:
            self._absent.append(number)
            return None
        if self._account.allowance.pictures <= 0:
            self._too_many.append(number)
            return None
        self._account.allowance.pictures -= 1
        data = picture()
        text = engine.text(data) if data else "unreadable"
        if isinstance(text, _Text):
            self._read.append(number)
            self._account.ocr = True
            return text.text
        (self._too_large if text == "too_large" else self._unreadable).append(number)
        return None

    def tell(self) -> None:
        """Note which pages were read from pictures and which were not."""
        if self._read:
            self._account.note(f"Read by text recognition, which makes mistakes: {named('page', self._read)}.")
        self._leave_out(self._absent, ABSENT)
        self._leave_out(self._too_many, self._limit("scanned pages of a document"))
        self._leave_out(self._too_large, f"the scan has more than {MOST_DOTS // 10**6} million dots")
        self._leave_out(self._unreadable, "text recognition found nothing it could read")

    def tell_of_picture(self) -> None:
        """The same of a file that is one picture."""
        if self._read:
            self._account.note("Read by text recognition, which makes mistakes.")
        for numbers, why in (
            (self._absent, ABSENT),
            (self._too_many, self._limit("pictures of an archive")),
            (self._too_large, f"it has more than {MOST_DOTS // 10**6} million dots"),
            (self._unreadable, "text recognition found nothing it could read"),
        ):
            if numbers:
                self._account.leave_out(f"The picture was not read: {why}.")

    def _limit(self, what: str) -> str:
        most = self._account.allowance.most_pictures
        return f"only {most} {what} are read" if most else "text recognition is switched off on this server"

    def _leave_out(self, numbers: Sequence[int], why: str) -> None:
        if numbers:
            self._account.leave_out(f"Not read: scanned {named('page', numbers)}; {why}.")


class _Text:
    def __init__(self, text: str, confidence: int) -> None:
        self.text = text
        self.confidence = confidence


@functools.cache
def _engine() -> "_Engine | None":
    descriptor = _descriptor()
    if descriptor is None:
        return None
    os.putenv("OMP_THREAD_LIMIT", "1")  # its threads gain nothing on a page and cost twice the processor time
    tesseract, leptonica = _library(TESSERACT), _library(LEPTONICA)
    if tesseract is None or leptonica is None:
        return None
    engine = _Engine(tesseract, leptonica)
    return engine if engine.start(os.pread(descriptor, MODEL_BYTES, 0)) else None


def _library(names: Sequence[str]) -> ctypes.CDLL | None:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


class _Engine:
    """Tesseract 5 and leptonica behind their C interfaces; pictures (`Pix`) are freed here."""

    def __init__(self, tesseract: ctypes.CDLL, leptonica: ctypes.CDLL) -> None:
        self._create = _declared(tesseract.TessBaseAPICreate, pointer=True)
        self._init = _declared(tesseract.TessBaseAPIInit5)
        self._set_variable = _declared(tesseract.TessBaseAPISetVariable)
        self._set_mode = _declared(tesseract.TessBaseAPISetPageSegMode)
        self._set_image = _declared(tesseract.TessBaseAPISetImage2)
        self._set_dots = _declared(tesseract.TessBaseAPISetSourceResolution)
        self._recognise = _declared(tesseract.TessBaseAPIRecognize)
        self._get_text = _declared(tesseract.TessBaseAPIGetUTF8Text, pointer=True)
        self._confidence = _declared(tesseract.TessBaseAPIMeanTextConf)
        self._clear = _declared(tesseract.TessBaseAPIClear)
        self._free_text = _declared(tesseract.TessDeleteText)
        self._new_monitor = _declared(tesseract.TessMonitorCreate, pointer=True)
        self._set_deadline = _declared(tesseract.TessMonitorSetDeadlineMSecs)
        self._free_monitor = _declared(tesseract.TessMonitorDelete)
        self._header = _declared(leptonica.pixReadHeaderMem)
        self._decode = _declared(leptonica.pixReadMem, pointer=True)
        self._opaque = _declared(leptonica.pixRemoveAlpha, pointer=True)
        self._grey = _declared(leptonica.pixConvertTo8, pointer=True)
        self._scale = leptonica.pixScale
        self._scale.restype = ctypes.c_void_p
        self._scale.argtypes = (ctypes.c_void_p, ctypes.c_float, ctypes.c_float)
        self._turn = _declared(leptonica.pixRotateOrth, pointer=True)
        self._destroy = _declared(leptonica.pixDestroy)
        leptonica.setMsgSeverity(6)  # says nothing
        self._api: ctypes.c_void_p | None = None

    def start(self, model: bytes) -> bool:
        self._api = self._create()
        name = LANGUAGE.encode()
        none = ctypes.c_size_t(0)
        if self._init(self._api, model, len(model), name, _LSTM_ONLY, None, 0, None, None, none, 0) != 0:
            return False
        self._set_variable(self._api, b"debug_file", b"/dev/null")
        return True

    def text(self, data: bytes) -> "_Text | Trouble":
        """Read as it stands, and on its sides when that makes no sense."""
        picture = self._opened(data)
        if not isinstance(picture, ctypes.c_void_p):
            return picture
        try:
            best = self._look(picture)
            for turns in (1, 3, 2):
                if best.confidence >= GOOD:
                    break
                turned = self._turn(picture, turns)
                try:
                    best = max(best, self._look(turned), key=lambda one: one.confidence * min(len(one.text), 200))
                finally:
                    self._free(turned)
        finally:
            self._free(picture)
        return best if best.text and best.confidence >= POOR else "unreadable"

    def _opened(self, data: bytes) -> "ctypes.c_void_p | Trouble":
        """In grey, neither too small to be read nor too large to be held."""
        kind, width, height, bits, samples, mapped = (ctypes.c_int() for _ in range(6))
        places = [ctypes.byref(one) for one in (kind, width, height, bits, samples, mapped)]
        if self._header(data, ctypes.c_size_t(len(data)), *places) != 0 or width.value < 1 or height.value < 1:
            return "unreadable"
        dots = width.value * height.value
        if dots > MOST_DOTS:
            return "too_large"
        picture = self._decode(data, ctypes.c_size_t(len(data)))
        for change in (self._opaque, lambda one: self._grey(one, 0)):
            picture = self._changed(picture, change)
        times = 3.0 if dots < ENOUGH_DOTS // 9 else (ENOUGH_DOTS / dots) ** 0.5
        if times > 1.25 or times < 0.4:
            picture = self._changed(picture, lambda one: self._scale(one, max(times, 0.25), max(times, 0.25)))
        return picture if picture.value else "unreadable"

    def _changed(
        self, picture: ctypes.c_void_p, change: Callable[[ctypes.c_void_p], int | ctypes.c_void_p | None]
    ) -> ctypes.c_void_p:
        changed = change(picture) if picture.value else None
        self._free(picture)
        return ctypes.c_void_p(changed) if isinstance(changed, int) else changed or ctypes.c_void_p()

    def _look(self, picture: ctypes.c_void_p) -> _Text:
        self._set_mode(self._api, 3)  # finds the blocks of a page itself
        self._set_image(self._api, picture)
        self._set_dots(self._api, 200)
        monitor = self._new_monitor()
        self._set_deadline(monitor, MOST_SECONDS * 1000)
        failed = self._recognise(self._api, monitor)
        self._free_monitor(monitor)
        text = "" if failed else self._written()
        found = _Text(text, self._confidence(self._api) if text else 0)
        self._clear(self._api)
        return found

    def _written(self) -> str:
        place = self._get_text(self._api)
        if not place.value:
            return ""
        text = ctypes.string_at(place).decode("utf-8", "replace")
        self._free_text(place)
        return text.strip()

    def _free(self, picture: ctypes.c_void_p) -> None:
        if picture.value:
            self._destroy(ctypes.byref(picture))


def _declared(function: Any, *, pointer: bool = False) -> Callable[..., Any]:  # noqa: ANN401 - a function of ctypes
    """So that it returns a pointer whole: ctypes takes every result for an int of four bytes."""
    if not pointer:
        return function  # type: ignore[no-any-return]
    function.restype = ctypes.c_void_p

    def call(*arguments: object) -> ctypes.c_void_p:
        return ctypes.c_void_p(function(*arguments))

    return call

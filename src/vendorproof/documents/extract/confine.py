"""What the child gives up before it looks at the file. Runs in the child, so it imports little.

| given up | Linux | elsewhere, or where the kernel refuses |
|---|---|---|
| memory, processor time, open files, written files, core dumps | resource limits | resource limits, as far as they exist |
| files of the machine, other than Python's own | Landlock (5.13) | an audit hook: holds for Python code only |
| network | seccomp; on other processors an empty network namespace | the audit hook |
| starting programs, signalling or tracing others | seccomp | a limit of no further processes; the audit hook |
"""

import ctypes
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable, Mapping

READABLE = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/dev/null",
    "/dev/urandom",
)
OPEN_FILES = 64
NICENESS = 5

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_CLONE_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000


def limit(memory_bytes: int, cpu_seconds: int) -> list[str]:
    """Set what the kernel counts; returns the limits that this system does not have."""
    wanted = {
        "RLIMIT_AS": (memory_bytes, memory_bytes),
        # Beyond the first value the process gets a signal that names the cause; beyond the second it is killed.
        "RLIMIT_CPU": (cpu_seconds, cpu_seconds + 2),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_NOFILE": (OPEN_FILES, OPEN_FILES),
        "RLIMIT_CORE": (0, 0),
    }
    missing = [name for name, values in wanted.items() if not _limited(name, values)]
    os.nice(NICENESS)
    return missing


def follow_parent(parent: int) -> None:
    """Die with the process that waits for us, and before it when memory runs out."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)
    try:
        descriptor = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(descriptor, b"1000")
        os.close(descriptor)
    except OSError:
        return


def close_off(readable: Iterable[str]) -> dict[str, str]:
    """Give up files but those beneath `readable`, network and other processes; returns by what each is held."""
    allowed = [*readable, *READABLE]
    forbid_new_rights()
    held = {"files": "landlock" if landlock(allowed) else "hook"}
    if seccomp():
        held |= {"network": "seccomp", "processes": "seccomp"}
    else:
        held["network"] = "namespace" if _namespace() else "hook"
        held["processes"] = "limit" if _limited("RLIMIT_NPROC", (0, 0)) else "hook"
    if set(held.values()) - {"landlock", "seccomp"}:
        sys.addaudithook(Hook(allowed))
    return held


def forbid_new_rights() -> None:
    """No program may give this process rights, and no other process may look into it; the kernel wants that first."""
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def python_folders() -> list[str]:
    """Where modules are loaded from: the standard library, installed packages, and this project's own package."""
    installed = [one for one in sys.path if os.path.basename(one) in ("site-packages", "dist-packages")]  # noqa: PTH119 - pathlib costs the child 4 ms
    ours = __file__.rpartition("/documents/")[0]
    return [os.path.dirname(os.__file__), *installed, ours, f"{sys.base_prefix}/lib"]  # noqa: PTH120 - as above


def landlock(readable: Iterable[str]) -> bool:
    """Let this process open files for reading beneath `readable` and nothing else, for good; False if impossible."""
    version = _syscall(444, None, 0, 1)
    if version < 1:
        return False
    everything = (1 << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1  # rights grew with the versions
    rules = struct.pack("QQQ", everything, 3, 3)[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = _syscall(444, rules, len(rules), 0)
    if ruleset < 0:
        return False
    for path in readable:
        _allow_reading(ruleset, path)
    done = _syscall(446, ruleset, 0) == 0
    os.close(ruleset)
    return done


def _allow_reading(ruleset: int, path: str) -> None:
    read_file, read_folder = 1 << 2, 1 << 3
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = read_file | (read_folder if os.path.isdir(path) else 0)  # noqa: PTH112 - pathlib costs the child 4 ms
    _syscall(445, ruleset, 1, struct.pack("=Qi", rights, descriptor), 0)
    os.close(descriptor)


DENIED: Mapping[str, tuple[int, int]] = {  # name: number on x86_64, on aarch64
    "socket": (41, 198),
    "connect": (42, 203),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    "fork": (57, -1),
    "vfork": (58, -1),
    "execve": (59, 221),
    "kill": (62, 129),
    "ptrace": (101, 117),
    "mount": (165, 40),
    "umount2": (166, 39),
    "tkill": (200, 130),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "perf_event_open": (298, 241),
    "prlimit64": (302, 261),
    "open_by_handle_at": (304, 265),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "bpf": (321, 280),
    "execveat": (322, 281),
    "userfaultfd": (323, 282),
    "pidfd_send_signal": (424, 424),
    "io_uring_setup": (425, 425),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
}
_CLONE, _CLONE3, _TGKILL = (56, 220), (435, 435), (234, 131)
_PROCESSORS = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, and the kernel's own name
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _DENY, _UNKNOWN = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38  # EPERM, ENOSYS
_NUMBER, _PROCESSOR, _FIRST_ARGUMENT = 0, 4, 16  # where they lie in the kernel's struct
_CLONE_THREAD = 0x10000


def seccomp() -> bool:
    """Refuse the system calls that reach other processes or the network, for good; False if impossible."""
    column, processor = _PROCESSORS.get(os.uname().machine, (0, 0))
    if not processor or sys.maxsize < 1 << 32:
        return False
    steps = [
        (_LOAD, 0, 0, _PROCESSOR),
        (_IF_EQUAL, 1, 0, processor),
        (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, _NUMBER),
        *_if(_IF_AT_LEAST, 0x40000000, _DENY),  # the numbers of another way to call on x86_64
        *(step for numbers in DENIED.values() for step in _if(_IF_EQUAL, numbers[column] & 0xFFFFFFFF, _DENY)),
        *_if(_IF_EQUAL, _CLONE3[column], _UNKNOWN),  # its flags cannot be seen from here; libc falls back to clone
        (_IF_EQUAL, 0, 3, _CLONE[column]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_ANY_BIT, 5, 0, _CLONE_THREAD),
        (_RETURN, 0, 0, _DENY),
        (_IF_EQUAL, 0, 3, _TGKILL[column]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, 1, 0, os.getpid()),  # abort() signals its own process
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(program)
    return _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(kept)))


def _if(comparison: int, value: int, answer: int) -> tuple[tuple[int, int, int, int], ...]:
    return (comparison, 0, 1, value), (_RETURN, 0, 0, answer)


class Hook:
    """Refuses, for Python code, what the kernel does not refuse here."""

    _REFUSED = (
        *("socket.", "subprocess.", "pty.", "shutil.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system"),
        *("os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.ch"),
    )

    def __init__(self, readable: Iterable[str]) -> None:
        self._readable = tuple(f"{path}/" for path in readable)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(self._REFUSED) or (event == "open" and not self._may_open(*arguments)):
            raise PermissionError(f"{event} is not allowed while a file is read")

    def _may_open(self, path: object, _mode: object = "r", flags: object = 0) -> bool:
        if isinstance(path, int):
            return True
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        return not writes and f"{os.path.abspath(os.fsdecode(str(path)))}/".startswith(self._readable)  # noqa: PTH100 - pathlib costs the child 4 ms


def _namespace() -> bool:
    return _call("unshare", _CLONE_NEW_USER_AND_NETWORK) == 0


def _limited(name: str, values: tuple[int, int]) -> bool:
    try:
        resource.setrlimit(getattr(resource, name), values)
    except (AttributeError, ValueError, OSError):
        return False
    return True


def _prctl(*arguments: object) -> bool:
    return _call("prctl", *arguments) == 0


def _syscall(*arguments: object) -> int:
    return _call("syscall", *arguments)


def _call(name: str, *arguments: object) -> int:
    try:
        function = getattr(ctypes.CDLL(None, use_errno=True), name)
    except AttributeError:
        return -1
    function.restype = ctypes.c_long
    return int(function(*(ctypes.c_ulong(one) if isinstance(one, int) else one for one in arguments)))

"""The class board: ``python -m course_utils.board``, or `make board`, on the teacher's computer."""

import asyncio
import csv
import datetime
import io
import re
import socket
import sqlite3
import sys
from pathlib import Path

import psutil
from tornado import netutil

from course_utils.board.export import as_csv
from course_utils.board.server import Board, serve, this_computer
from course_utils.board.store import VARIABLE, Store, data_folder
from course_utils.board.words import of_the_course
from course_utils.plumbing.options import OneLineParser, whole
from course_utils.plumbing.terminal import run

PORT, MORE_PORTS = 8765, 20
HERE = ("127.0.0.1", "localhost", "::1")


def main(arguments=None):
    """Start the board and stay, or export, or delete. Returns the exit code."""
    options = read_options(arguments)
    folder = Path(options.data).expanduser() if options.data else data_folder()
    try:
        store = Store(folder)
        if options.delete:
            return delete(store, asks=not options.yes)
        if options.export:
            return export(store, options)
        asyncio.run(stay(store, options))
    except KeyboardInterrupt:
        print("\nThe board has stopped. Nothing is lost: start it again with the same command.")
    except (OSError, sqlite3.Error) as error:
        print(f"The board can't work: {error}. It keeps its data in {folder}; --data names another")
        return 1
    return 0


def read_options(arguments):
    parser = OneLineParser(
        prog="python -m course_utils.board",
        description="A page that shows, while it happens, which mistake a class is making.",
    )
    add = parser.add_argument
    add("--open", action="store_true", help="listen on the network, so that learners reach it")
    add("--host", help="listen on this address only (default: 127.0.0.1, this computer only)")
    add("--port", type=whole(0, 65535), help=f"the port (default: {PORT}, or a free one near it)")
    add(
        *("--class", "--classes"),
        dest="classes",
        nargs="+",
        metavar="NAME",
        help="names of classes, each with a code of its own (default: today's date)",
    )
    add("--names", action="store_true", help="with --export: with the learners' names")
    add("--export", metavar="FILE", type=Path, help="write all verdicts as CSV, and end")
    add("--delete", action="store_true", help="delete all that the board ever kept, and end")
    add("--yes", action="store_true", help="with --delete: do not ask")
    add("--data", metavar="FOLDER", help=f"where to keep it all (or the variable {VARIABLE})")
    add("--prefix", default="/", help="behind a proxy: the path in front, as /services/board/")
    add("--name", action="append", default=[], help="behind a proxy: a name of its computer")
    options = parser.parse_args(arguments)
    options.classes = options.classes or [str(datetime.date.today())]
    for name in options.classes:
        if not name.isprintable() or not 0 < len(name.strip()) <= 60:
            parser.error("the name of a class has 1 to 60 letters")
    if options.open and options.host:
        parser.error("--open listens everywhere, --host on one address: give one of them")
    return options


async def stay(store, options):
    """Answer until Control-C."""
    host = "" if options.open else options.host or HERE[0]
    sockets, port = listen(host, options.port)
    classes = [store.open_class(name) for name in options.classes]
    print("The lessons and hints are read ...", flush=True)
    board = Board(store, of_the_course(), {*this_computer(), *options.name}, options.prefix)
    serve(board, sockets)
    print(welcome(classes, host, port, board.prefix, store.path.parent), flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        store.close()


def listen(host, port):
    """(the sockets, the port): where no port is named, the first free one from PORT on."""
    ports = [port] if port is not None else range(PORT, PORT + MORE_PORTS)
    family = socket.AF_UNSPEC if host else socket.AF_INET
    for number in ports:
        try:
            sockets = netutil.bind_sockets(number, host or "0.0.0.0", family)
        except OSError as error:
            refused = error
        else:
            return sockets, sockets[0].getsockname()[1]
    raise OSError(f"port {ports[0]} can't be listened to ({refused})") from refused


def welcome(classes, host, port, prefix, folder):
    """What a teacher has to know."""
    place = network_addresses()[:1] if not host else [host]
    name = place[0] if place else HERE[0]
    name = f"[{name}]" if ":" in name else name
    path = prefix.rstrip("/")
    lines = []
    for one in classes:
        code = f"{one.code[:4]}-{one.code[4:]}"
        address = f"{name}:{port}{path}"
        lines += [
            f'The class "{one.name}"',
            f"  You open                     http://{'127.0.0.1' if not host else name}:{port}"
            f"{path}/#{one.key}",
        ]
        if not host:
            lines.append(f"  or, on your phone            http://{address}/#{one.key}")
        lines += [
            f'  Learners run in lesson 00    progress.join("{address}", "{code}")',
            f"  or start with                make lab CLASS={address}/{code}",
        ]
    if host in HERE:
        lines.append(
            "It listens on this computer only: no learner elsewhere reaches it. For a class: "
            "make board OPTIONS=--open"
        )
    else:
        lines.append(
            "It listens on the network: whoever is in it reaches the board, and the code keeps "
            "strangers out. What is sent is not encrypted."
        )
        if len(network_addresses()) > 1:
            others = ", ".join(network_addresses()[1:])
            lines.append(f"If learners do not reach it: this computer is also {others}")
    lines += [
        "The first address is yours alone: it opens the board.",
        f"What learners send is kept in {folder}; --delete deletes it.",
        "Control-C stops the board. Started again today, it goes on with the same codes.",
    ]
    return "\n".join(lines)


def network_addresses():
    """This computer's IPv4 addresses in networks, the one of the usual way out first."""
    found = [
        entry.address
        for entries in psutil.net_if_addrs().values()
        for entry in entries
        if entry.family == socket.AF_INET and not entry.address.startswith(("127.", "169.254."))
    ]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only chooses the way
            usual = probe.getsockname()[0]
        except OSError:
            usual = None
    return sorted(found, key=lambda address: address != usual)


def export(store, options):
    """Write the verdicts of the classes to a file."""
    known = {one.name: one for one in store.classes()}
    for name in options.classes:
        if name not in known:
            there = ", ".join(known) or "none"
            print(f'There is no class "{name}". There are: {there} (--class NAME)')
            return 1
    parts = [as_csv(store, of_the_course(), known[n].id, options.names) for n in options.classes]
    text = parts[0] + "".join(part.split("\r\n", 1)[1] for part in parts[1:])
    # With a mark in front, without which some spreadsheets take UTF-8 for something else.
    options.export.write_text(text, encoding="utf-8-sig", newline="")
    rows = sum(1 for _ in csv.reader(io.StringIO(text))) - 1
    print(f"{rows} verdicts written to {options.export}")
    return 0


def delete(store, asks):
    """Delete all, if the teacher agrees."""
    count = store.query("SELECT count(*) FROM verdict")[0][0]
    question = f"Delete {len(store.classes())} classes with {count} verdicts? (y or n) "
    if asks and not (sys.stdin.isatty() and re.match("(?i)y", input(question))):
        print("Nothing was deleted. Say --delete --yes where nobody can be asked.")
        return 1
    store.delete_all()
    print(f"All is deleted: {store.path} is empty.")
    return 0


if __name__ == "__main__":
    sys.exit(run(main))

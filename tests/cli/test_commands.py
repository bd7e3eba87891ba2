import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from footlights.cli import main
from footlights.cli.commands import Commands
from footlights.errors import MissingFolderError

COMMANDS = [
    "events",
    "discover",
    "check",
    "measure",
    "explore",
    "report",
    "serve",
    "mcp",
    "export",
    "evidence",
    "verify",
    "import",
    "generate",
    "examples",
    "schema",
    "workspace",
]


@pytest.fixture
def group():
    @click.group(cls=Commands)
    def tea():
        pass

    @tea.command()
    def pour():
        raise MissingFolderError(Path("cupboard/tea.html"))

    @tea.command()
    def spill():
        raise PermissionError(errno.EACCES, "Permission denied", "/tray")

    @tea.command()
    def wait():
        raise KeyboardInterrupt

    @tea.command()
    def serve():
        click.echo("−1 \N{TEACUP WITHOUT HANDLE} –")

    @tea.command()
    def drop():
        raise ZeroDivisionError

    return tea


def run(command, *arguments):
    return CliRunner().invoke(command, arguments, prog_name="footlights")


def test_an_error_is_one_line_on_stderr_with_its_code_and_exit_2(group):
    result = run(group, "pour")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        "footlights: There is no folder 'cupboard' to write 'tea.html' into."
        " Make it first, or choose another place. [missing-folder]\n"
    )


def test_what_the_system_refuses_is_said_in_one_line(group):
    result = run(group, "spill")

    assert result.exit_code == 2
    assert result.stderr == "footlights: /tray: Permission denied. [system]\n"


def test_ctrl_c_ends_quietly(group):
    result = run(group, "wait")

    assert result.exit_code == 130
    assert result.output.strip() == ""


def test_a_bug_is_not_hidden(group):
    assert isinstance(run(group, "drop").exception, ZeroDivisionError)


def test_commands_are_listed_in_the_order_people_need_them():
    assert main.list_commands(click.Context(main)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_of_each_command(command):
    result = run(main, command, "--help")

    assert result.exit_code == 0
    assert f"\n    footlights {command}" in result.output


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("columns", [60, 80])
def test_help_fits_a_narrow_terminal(command, columns):
    help_ = (
        CliRunner()
        .invoke(main, [*command.split(), "--help"], terminal_width=columns)
        .output
    )

    examples = [line for line in help_.splitlines() if "footlights " in line]
    others = [line for line in help_.splitlines() if line not in examples]
    assert max(map(len, others)) <= columns
    assert max(map(len, examples)) <= 88


def test_the_version_is_the_one_of_the_package():
    assert run(main, "--version").output == "footlights 0.1.0\n"


def test_a_word_that_is_no_command_gets_exit_2_and_no_traceback():
    result = run(main, "measures")

    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m footlights schema | head -1"

    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=True
    )

    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_a_sign_the_terminal_does_not_know_becomes_one_near_it(group):
    result = CliRunner(charset="latin-1").invoke(group, ["serve"])

    assert result.stdout == "-1 ? -\n"


def test_a_terminal_that_knows_only_ascii_is_no_error():
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    done = subprocess.run(
        [sys.executable, "-m", "footlights", "schema"],
        capture_output=True,
        check=True,
        env=environment,
    )

    assert done.stdout.isascii()
    assert done.stderr == b""


def open_when_read(pipe, reader):
    """Open a pipe to write as soon as its reader has opened it."""
    while reader.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"it ended before it read: {reader.stderr.read()}")


def test_ctrl_c_while_a_command_waits_for_its_input_prints_no_traceback(tmp_path):
    pipe = tmp_path / "never.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [sys.executable, "-m", "footlights", "check", str(pipe)],
        stderr=subprocess.PIPE,
        text=True,
        # A shell may have told all its background jobs to leave Ctrl-C unheard.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as running:
        # It opens the pipe to read only when it is well inside the command.
        end = open_when_read(pipe, running)
        running.send_signal(signal.SIGINT)
        try:
            _, stderr = running.communicate(timeout=20)
        finally:
            running.kill()
            os.close(end)

    assert running.returncode == 130
    assert "Traceback" not in stderr


def test_quick_commands_do_not_wait_for_the_engine():
    program = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from footlights.cli import main\n"
        "for words in (['--help'], ['examples'], ['schema'], ['check', 'no.yaml']):\n"
        "    CliRunner().invoke(main, words)\n"
        "slow = {'ibis', 'altair', 'pyarrow', 'duckdb', 'scipy', 'numpy', 'lxml'}\n"
        "print(sorted(slow & set(sys.modules)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"

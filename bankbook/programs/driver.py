"""Runs a question's code: reads {blocks, check} as JSON, writes {outputs, error} as JSON.

Started as a program of its own by `answers.py`; imports nothing of ours.
"""

import contextlib
import io
import json
import sys
import traceback


def main() -> None:
    asked = json.load(sys.stdin)
    namespace: dict[str, object] = {"__name__": "__main__"}
    outputs, error = [], ""
    for name, source in [*asked["blocks"], *asked["check"]]:
        out = io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(source, name, "exec"), namespace)
        except BaseException:
            lines = traceback.format_exc().strip().splitlines()
            frames = [line.strip() for line in lines if name in line]
            error = f"{frames[-1] if frames else name}: {lines[-1]}"
            break
        outputs.append(out.getvalue())
    print(json.dumps({"outputs": outputs, "error": error}))


main()

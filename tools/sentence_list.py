"""The public list of sentences: the page docs/handbok/meningar.md, and the examples that it shows.

python tools/sentence_list.py update             write the page
python tools/sentence_list.py check              fail when it is not what the code says
python tools/sentence_list.py examples FOLDER    render the examples anew from the demo in FOLDER

The examples are written by the sentences' own functions, of the shipped case and the shipped figures.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "handbok" / "meningar.md"
EXAMPLES = ROOT / "src" / "vandpunkt" / "cases" / "sentence_examples.toml"
INTRODUCTION = """\
# Alla automatiska meningar

Den här sidan är utskriven ur programmet av `python tools/sentence_list.py update`; ett test säger ifrån när den är gammal. Samma lista finns på webbplatsen under **Alla automatiska meningar** och med `vandpunkt sentences`.

Varje mening som Vändpunkt skriver av sig själv har en regel: när den skrivs, och när inte. Exemplen är skrivna av samma regler om det verkliga ärendet UTBF 2024/6786 och Skolverkets siffror. Där ärendet inte har något sådant fall är exemplet påhittat: då heter skolan Exempelskolan, eller så nämns ingen skola. Allt annat i ett dokument har en människa skrivit, eller står ordagrant i registret.
"""  # noqa: E501 - a paragraph of Markdown is one line


def page() -> str:
    """The whole page as it should be."""
    _start()
    from vandpunkt.cases.sentence_list import sections

    parts, document = [INTRODUCTION], ""
    for part in sections():
        if part.document != document:
            document = part.document
            parts.append(f"## {document}\n")
        lines = [f"| `{one.rule.name}` | {one.rule.when} | {_cell(one.example)} |" for one in part.sentences]
        parts.append(f"### {part.section}\n\n| Mening | Skrivs | Exempel |\n|---|---|---|")
        parts[-1] += "\n" + "\n".join(lines) + "\n"
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.strip().replace("|", "\\|").replace("\n", " ")


def _start(home: str = "") -> None:
    if home:
        os.environ["VANDPUNKT_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandpunkt.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def write_examples(folder: str) -> None:
    """Render every example from the demo in a folder, in the order of the list."""
    _start(folder)
    from tools.sentence_examples import first_examples
    from vandpunkt.cases.sentence_list import rules

    found = first_examples()
    lines = [f"{rule.name} = {json.dumps(found[rule.name], ensure_ascii=False)}" for rule in rules()]
    EXAMPLES.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(command: str, folder: str = "") -> int:
    """Run update, check or examples; the exit status."""
    if command == "update":
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if command == "check":
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        print("current" if current else f"{PAGE.relative_to(ROOT)} is out of date")
        return 0 if current else 1
    if command == "examples" and folder:
        write_examples(folder)
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(*sys.argv[1:3]) if len(sys.argv) > 1 else main(""))

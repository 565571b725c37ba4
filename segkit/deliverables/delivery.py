"""deliver(study): the files of a study in the staging folder, from which a finished run publishes them."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from segkit.circle import delivered_bytes, last_delivery, sha256, since_last
from segkit.deliverables.call_list import write_call_list
from segkit.deliverables.crm import write_crm
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.in_place import remove
from segkit.deliverables.manifest import as_json, study_facts
from segkit.deliverables.places import FACTS, RECORD, staging_folder
from segkit.deliverables.return_file import write_return
from segkit.study import Study
from segkit.words import Words, phrase

_SENTENCES = {
    1: phrase("Together with this report comes {files}."),
    2: phrase("Together with this report come {files}."),
}


@dataclass(frozen=True)
class Delivery:
    """What a notebook has made ready; shown as a sentence in the client's language."""

    folder: Path
    files: tuple[Path, ...]
    words: Words

    def __str__(self) -> str:
        return self.words(_SENTENCES[min(len(self.files), 2)], files=self.words.join([path.name for path in self.files]))

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>"


def deliver(study: Study) -> Delivery:
    """Write the study's files into the emptied staging folder: the strategy, what is to be found out, the client's rows back, the CRM's file.

    `segkit run` adds the report and the manifest and puts the whole in its place; until then an earlier deliverable stands as it is.
    """
    folder = staging_folder(study.engagement)
    remove(folder)
    folder.mkdir(parents=True)
    last = last_delivery(study.engagement)
    changes = since_last(study, last.delivered) if last.delivered else None
    strategy = write_strategy(study, folder, changes)
    files = [("strategy", strategy)]
    if len(study.find_out):
        files.append(("call_list", write_call_list(study, folder)))
    returned = write_return(study, folder)
    if returned:
        files.append(("return", returned))
    files.append(("crm", write_crm(study, folder)))
    (folder / RECORD).write_bytes(delivered_bytes(study, sha256(strategy)))
    (folder / FACTS).write_bytes(as_json(study_facts(study, files, last)))
    return Delivery(folder, tuple(path for _, path in files), study.words)

"""The example company's files, written as an ERP and a busy sales manager would: byte for byte the same every time."""

import csv
import datetime as dt
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

from segkit.example.company import Company, example_company

ENGAGEMENT_FILE, DEEP_DIVE_FILE = "engagement.yaml", "engagement_deepdive.yaml"

_LANGUAGE_LINE = "language: da "


def make_example(workbook: Path, language: str, package: Literal["basic", "deepdive"] = "basic") -> Path:
    """Write the example's files into `workbook`/data and its engagement.yaml beside them; return the path of the yaml.

    Files of other names in the folder are left alone. `language` is written as it is; read_engagement checks it. The Deep Dive has further files.
    """
    write_files(example_company(), workbook / "data")
    if package == "deepdive":
        write_effort_files(example_company(), workbook / "data")
    settings = DEEP_DIVE_FILE if package == "deepdive" else ENGAGEMENT_FILE
    text = (Path(__file__).parent / settings).read_text(encoding="utf-8")
    path = workbook / ENGAGEMENT_FILE
    path.write_bytes(text.replace(_LANGUAGE_LINE, f"language: {language} ", 1).encode())
    return path


def write_files(company: Company, folder: Path) -> list[Path]:
    """Write the company's files into `folder`, which is made where missing, and return their paths."""
    files = {"kunder.csv": customer_file(company), "fakturalinjer.csv": line_file(company), "emner.xlsx": lead_file(company)}
    return _written(files, folder)


def write_effort_files(company: Company, folder: Path) -> list[Path]:
    """Write the files that the Deep Dive needs on top into `folder`, which is made where missing, and return their paths."""
    files = {"tidsregistrering.csv": time_file(company), "fragt_og_bonus.csv": charge_file(company), "debitorer.csv": debtor_file(company)}
    return _written(files, folder)


def _written(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def customer_file(company: Company) -> bytes:
    """Return kunder.csv."""
    headings = ("Kundenr", "Navn", "Sælger", "Område", "Branche", "Antal ansatte", "Årligt potentiale (DKK)", "CVR")
    columns = ("customer_id", "name", "owner", "region", "industry", "employees", "potential", "cvr")
    return _csv(headings, company.customers[list(columns)].itertuples(index=False))


def line_file(company: Company) -> bytes:
    """Return fakturalinjer.csv."""
    headings = ("Fakturanr", "Fakturadato", "Kundenr", "Varenr", "Varegruppe", "Antal", "Beløb", "Kostpris")
    columns = ("invoice", "date", "customer_id", "product_id", "group", "quantity", "amount", "cost")
    return _csv(headings, company.lines[list(columns)].itertuples(index=False))


def time_file(company: Company) -> bytes:
    """Return tidsregistrering.csv: one row per visit, call, quotation, order, service case, meeting and day of training."""
    headings = ("Dato", "Kundenr", "Arbejdstype", "Timer", "Medarbejder")
    columns = ("date", "customer_id", "kind", "hours", "who")
    return _csv(headings, company.time[list(columns)].itertuples(index=False))


def charge_file(company: Company) -> bytes:
    """Return fragt_og_bonus.csv: freight by customer and month, and yearly bonuses."""
    headings = ("Kundenr", "Måned", "Omkostningsart", "Beløb")
    charges = company.charges
    months = [month.strftime("%Y-%m") for month in charges["month"]]
    return _csv(headings, zip(charges["customer_id"], months, charges["kind"], charges["amount"], strict=True))


def debtor_file(company: Company) -> bytes:
    """Return debitorer.csv: what each customer owed on average, and after how many days it paid."""
    headings = ("Kundenr", "Gns. tilgodehavende (DKK)", "Gns. betalingsdage")
    return _csv(headings, company.debtors[["customer_id", "receivables", "payment_days"]].itertuples(index=False))


def lead_file(company: Company) -> bytes:
    """Return emner.xlsx: the sheet "Emner" with two rows of letterhead above the headings."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"author": company.name, "created": dt.datetime(2026, 7, 3, 9, 0)})
        sheet = book.add_worksheet("Emner")
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        sheet.write_string(0, 0, company.name, bold)
        sheet.write_string(1, 0, "Emneliste pr. 3. juli 2026")
        headings = ("Emnenr", "Firma", "Sælger", "Område", "Branche", "Antal ansatte", "Forventet omsætning", "Samlet potentiale")
        sheet.write_row(2, 0, headings, bold)
        for row, lead in enumerate(company.leads.itertuples(index=False), start=3):
            sheet.write_row(row, 0, lead[:6])
            for column, amount in enumerate(lead[6:], start=6):
                if amount is not None:
                    sheet.write_number(row, column, float(amount), money)
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 4, 24)
        sheet.set_column(5, 7, 19)
    return _same_everywhere(target)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_danish(value) for value in row] for row in rows)
    return text.getvalue().encode("cp1252")


def _danish(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:,.2f}".translate(_DANISH_SIGNS)
    if isinstance(value, dt.date):
        return value.strftime("%d-%m-%Y")
    return "" if value is None else str(value)


_DANISH_SIGNS = str.maketrans(",.", ".,")


def _same_everywhere(book: BytesIO) -> bytes:
    """Return the workbook's parts stored plainly: compressed bytes and the noted system differ from machine to machine."""
    target = BytesIO()
    with zipfile.ZipFile(book) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as stored:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name)
            info.create_system = 0
            stored.writestr(info, parts.read(name))
    return target.getvalue()

"""Words that stand in headings of customer lists and ledgers, in Danish, English, Swedish, Norwegian and German."""

_TEXT = """
    kunde kundenr kundenummer kundenavn debitor debitornr konto kontonr navn adresse vej by postnr postnummer land region område dato
    fakturadato bilag bilagsnr faktura fakturanr beløb omsætning netto brutto pris antal vare varenr varenavn varegruppe sælger konsulent
    branche ansatte medarbejdere telefon tlf mobil email e-mail mail cvr kontakt status type gruppe segment db dækningsbidrag kost kostpris
    rabat valuta moms potentiale måned år kvartal uge nr nummer id note bemærkning leverandør afdeling ordre ordrenr distrikt
    customer name number no account address street city town zip postcode postal country date invoice amount revenue turnover sales net gross
    price quantity qty item product description salesperson owner rep industry employees phone contact group cost margin discount currency vat
    potential month year quarter week order district territory code key channel state comment remark code category
    kund kundnr namn ort stad belopp omsättning försäljning säljare bransch anställda faktura datum pris artikel
    kunde kundennummer kundennr name ort straße plz land datum betrag umsatz menge preis artikel verkäufer branche mitarbeiter rechnung
    bezeichnung beløp omsetning selger ansatte poststed
"""

WORDS = frozenset(_TEXT.split())

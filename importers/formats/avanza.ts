import type { Format, Kind } from '../reader/format.ts';
import type { Row } from '../reader/row.ts';

/** What "Övrigt" is: units alone are one fund becoming another, money is a tax or a fee given back. */
function read(row: Row): Kind | undefined {
  if (row.text('type') !== 'Övrigt') return undefined;
  if (row.text('amount') === '' && row.text('quantity') !== '') return 'rename_leg';
  const text = row.text('name');
  if (/skatt/i.test(text)) return 'tax';
  return /avgift/i.test(text) ? 'fee' : 'adjustment';
}

export const avanza: Format = {
  name: 'avanza',
  title: 'Avanza',
  behind: { kind: 'sample', what: 'transactions of several accounts, 2019–2025' },
  tables: [
    {
      marks: ['Datum', 'Konto', 'Typ av transaktion', 'Antal', 'Kurs', 'Belopp', 'ISIN'],
      columns: {
        date: 'Datum',
        account: 'Konto',
        type: 'Typ av transaktion',
        name: 'Värdepapper/beskrivning',
        isin: 'ISIN',
        quantity: 'Antal',
        price: 'Kurs',
        priceCurrency: 'Instrumentvaluta',
        amount: 'Belopp',
        currency: 'Transaktionsvaluta',
        fee: 'Courtage (*)|Courtage',
      },
      unread: ['Valutakurs', 'Resultat'],
      numbers: 'comma',
      currency: 'SEK',
      amount: 'net',
      symbol: (row) => row.text('isin') || (row.text('quantity') === '' ? '' : row.text('name')),
      read,
      types: {
        Köp: 'buy',
        Sälj: 'sell',
        Insättning: 'cash',
        Uttag: 'cash',
        Utdelning: 'dividend',
        Ränta: 'interest',
        Räntor: 'interest',
        'Utländsk källskatt': 'tax',
        Preliminärskatt: 'tax',
      },
    },
  ],
};

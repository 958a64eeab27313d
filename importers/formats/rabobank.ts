import { formatDecimal, subtract } from '@tidemark/engine';
import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** Of a dividend the file states what was declared and what was paid: the difference is the tax. */
function derive(row: Row): Derived {
  if (!/dividend/i.test(row.under('Type mutatie'))) return {};
  const [declared, paid] = [
    row.numberIn(row.under('Waarde'), 'amount'),
    row.numberIn(row.under('Bedrag'), 'amount'),
  ];
  return declared === null || paid === null ? {} : { tax: formatDecimal(subtract(declared, paid)) };
}

export const rabobank: Format = {
  name: 'rabobank',
  title: 'Rabobank',
  behind: { kind: 'sample', what: 'mutations of 2023–2024' },
  tables: [
    {
      marks: ['Portefeuille', 'Naam', 'Datum', 'Type mutatie', 'Volume', 'Koers', 'Bedrag', 'Isin code'],
      columns: {
        date: 'Datum',
        time: 'Tijd',
        account: 'Portefeuille',
        type: 'Type mutatie',
        name: 'Naam',
        isin: 'Isin code',
        quantity: 'Volume',
        price: 'Koers',
        priceCurrency: 'Valuta koers',
        fee: 'Valuta kosten €',
        amount: 'Bedrag',
        currency: 'Valuta mutatie',
      },
      unread: ['Waarde', 'Beurs'],
      numbers: 'comma',
      dates: 'dmy',
      zone: 'Europe/Amsterdam',
      amount: 'net',
      symbol: (row) => row.text('isin') || row.text('name'),
      derive,
      types: {
        'Koop*': 'buy',
        'Verkoop*': 'sell',
        'Storting / opname': 'cash',
        'Tarieven en services': 'fee',
        'Rente*': 'interest',
        'Contant dividend': 'dividend',
        Dividend: 'dividend',
      },
    },
  ],
};

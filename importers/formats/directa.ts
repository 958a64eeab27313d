import type { Format } from '../reader/format.ts';

export const directa: Format = {
  name: 'directa',
  title: 'Directa',
  behind: { kind: 'sample', what: 'movements of 2024 in Italian' },
  tables: [
    {
      marks: ['Data operazione', 'Data valuta', 'Tipo operazione', 'Ticker', 'Isin', 'Importo euro'],
      columns: {
        date: 'Data operazione',
        type: 'Tipo operazione',
        symbol: 'Ticker',
        isin: 'Isin',
        name: 'Descrizione',
        quantity: 'Quantità',
        amount: 'Importo euro',
      },
      unread: ['Data valuta', 'Protocollo', 'Importo Divisa', 'Divisa', 'Riferimento ordine'],
      numbers: 'point',
      dates: 'dmy',
      currency: 'EUR',
      amount: 'net',
      types: {
        Acquisto: 'buy',
        Vendita: 'sell',
        'Conferimento*': 'cash',
        'Prelievo*': 'cash',
        'Bonifico*': 'cash',
        'Provento etf': 'dividend',
        'Dividend*': 'dividend',
        'Cedola obb.': 'interest',
        'Coupon certif.': 'interest',
        'Interessi*': 'interest',
        'Rit.*': 'tax',
        'Ritenuta*': 'tax',
        'Imposta*': 'tax',
        'Bollo*': 'tax',
        'Commission*': 'fee',
        'Canone*': 'fee',
      },
    },
  ],
};

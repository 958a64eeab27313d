import type { Format } from '../reader/format.ts';

export const tradeRepublic: Format = {
  name: 'trade-republic',
  title: 'Trade Republic',
  behind: {
    kind: 'sample',
    what: 'transactions of 2024–2025 in Dutch and English, as export tools write them',
  },
  tables: [
    {
      marks: [
        'Datum|Date',
        'Transactietype|Type|Typ',
        'Waarde (netto)|Value|Wert',
        'ISIN',
        'Aantal|Shares|Stück',
      ],
      columns: {
        date: 'Datum|Date',
        type: 'Transactietype|Type|Typ',
        amount: 'Waarde (netto)|Value|Wert',
        name: 'Opmerking|Note|Notiz',
        isin: 'ISIN',
        quantity: 'Aantal|Shares|Stück',
        fee: 'Kosten|Fees|Gebühren',
        tax: 'Belasting|Taxes|Steuern',
      },
      currency: 'EUR',
      amount: 'net',
      symbol: (row) => row.text('isin'),
      types: {
        Aankoop: 'buy',
        Buy: 'buy',
        Kauf: 'buy',
        Verkoop: 'sell',
        Sell: 'sell',
        Verkauf: 'sell',
        Storting: 'cash',
        Deposit: 'cash',
        Einzahlung: 'cash',
        Onttrekking: 'cash',
        Removal: 'cash',
        Withdrawal: 'cash',
        Entnahme: 'cash',
        Dividend: 'dividend',
        Dividende: 'dividend',
        Rente: 'interest',
        Interest: 'interest',
        Zinsen: 'interest',
      },
    },
  ],
};

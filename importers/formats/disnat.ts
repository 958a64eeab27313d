import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

const CURRENCIES: Readonly<Record<string, string>> = { CAN: 'CAD', US: 'USD', USA: 'USD', 'É-U': 'USD' };
const codeOf = (text: string): string => CURRENCIES[text] ?? text;

/** A transaction without a date of its own has that of its settlement. */
const derive = (row: Row): Derived => ({
  currency: codeOf(row.under('Devise du compte')),
  priceCurrency: codeOf(row.under('Devise du prix')),
  date: row.under('Date de transaction').replace(/^-$/, '') || row.under('Date de règlement'),
});

export const disnat: Format = {
  name: 'disnat',
  title: 'Disnat',
  behind: { kind: 'sample', what: 'transactions of 2024–2025 in French' },
  tables: [
    {
      marks: [
        'Date de transaction',
        'Date de règlement',
        'Type de transaction',
        'Symbole',
        'Quantité',
        'Prix',
        'Devise du compte',
      ],
      columns: {
        date: 'Date de transaction',
        type: 'Type de transaction',
        symbol: 'Symbole',
        note: 'Description',
        quantity: 'Quantité',
        price: 'Prix',
        fee: 'Commission payée',
        amount: "Montant de l'opération",
      },
      unread: ["Classe d'actif", 'Marché', 'Date de règlement', 'Devise du prix', 'Devise du compte'],
      numbers: 'comma',
      amount: 'net',
      // `XIC` of a dividend and `XIC-C` of its trades are one instrument.
      symbol: (row) => row.text('symbol').replace(/-[CU]$/, ''),
      derive,
      types: {
        ACHAT: 'buy',
        VENTE: 'sell',
        'DIVIDENDE*': 'dividend',
        'INTÉRÊTS*': 'interest',
        'FRAIS*': 'fee',
        'TAXE*': 'tax',
        'TRANSFERT REÇU': 'transfer',
        RÉSILIATION: 'cash',
        COTISATION: 'cash',
        'SUBVENTION*': 'cash',
        'INCITATIF*': 'cash',
      },
    },
  ],
};

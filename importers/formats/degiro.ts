import type { Format, Kind } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

const BUY = 'koop|kauf|achat|buy|compra|acquisto|nákup|köp|kupno|køb|kjøp|osto';
const SELL = 'verkoop|verkauf|vente|sell|venta|vendita|venda|prodej|sälj|sprzedaż|salg|myynti';
/** `Koop 1 @ 33,9 USD`, `Compra 6 ISHARES MSCI WOR A@49,785 EUR (IE00B4L5Y983)` */
const TRADE = new RegExp(
  `(?:^|: ?)(${BUY}|${SELL})\\s+([\\d.,\\s\\u00a0]*\\d)\\s*(?:\\D.*)?@\\s*([\\d.,\\s]*\\d)\\s*([A-Z]{3})`,
  'i',
);

/** What a description means; the first that fits counts. */
const MEANINGS: readonly (readonly [RegExp, Kind])[] = [
  [
    /cash sweep|(geldrekening|compte espèces|geldkonto|cash account|cuenta de efectivo|conto).*flatex|flatexdegiro bank/i,
    'skip: moves between the account and its own bank account',
  ],
  [/^reservation /i, 'skip: reserves a deposit that is still under way'],
  [/fonds mon[eé]taires|geldmarktfonds|money market fund|fondos monetarios/i, 'interest'],
  [
    /valuta (debitering|creditering)|op[eé]ration de change|^fx (debit|credit)|währungswechsel|cambio de divisa/i,
    'fx_leg',
  ],
  [/(levantamento|cr(é|Ã©)dito) de divisa|(prelievo|credito) cambi valuta/i, 'fx_leg'],
  [
    /dividendbelasting|imp[oô]ts? sur dividende|dividend tax|dividendensteuer|withholding|ritenuta|retenci[oó]n|imposto/i,
    'tax',
  ],
  [/dividend/i, 'dividend'],
  [/rendement du capital|capital return|rendimento del capitale|kapitalr/i, 'return_of_capital'],
  [/interest|rente|zinsen|int[eé]r[eê]t|interess/i, 'interest'],
  [/kosten|\bcosts?\b|\bfees?\b|frais|gebühr|comiss|commission|comisi|cost[io]\b|courtesy/i, 'fee'],
  [/deposit|storting|einzahlung|versement|ingreso|deposito|depósito/i, 'cash'],
  [/withdrawal|terugstorting|auszahlung|retrait|retirada|prelievo|levantamento/i, 'cash'],
];

const ISIN_CHANGE =
  /^(productwijziging|isin-änderung|isin change|product change|changement|cambio de producto|cambio prodotto)/i;

function derive(row: Row): Derived {
  const text = row.under(row.table.header[5] ?? '');
  const match = TRADE.exec(text);
  if (match === null || isMoneyMarket(text)) return {};
  const [, word, quantity, price, priceCurrency] = match;
  const isSale = new RegExp(`^(?:${SELL})$`, 'i').test(word);
  const sign = isSale && ISIN_CHANGE.test(text) ? '-' : '';
  return { type: isSale ? 'sell' : 'buy', quantity: sign + quantity, price, priceCurrency };
}

const isMoneyMarket = (text: string): boolean => MEANINGS[2][0].test(text);

function read(row: Row): Kind | undefined {
  const text = row.cells[5]?.trim() ?? '';
  if (row.cells.slice(0, 11).every((cell) => cell.trim() === ''))
    return 'skip: the rest of the order id above';
  if (ISIN_CHANGE.test(text)) return 'rename_leg';
  if (row.text('quantity') !== '') return row.text('type') as Kind;
  const kind = MEANINGS.find(([pattern]) => pattern.test(text))?.[1];
  return row.text('amount') === '' && kind !== undefined && !kind.startsWith('skip')
    ? 'skip: it has no amount'
    : kind;
}

const CHANGE = [
  'Mutatie',
  'Change',
  'Änderung',
  'Variazioni',
  'Variación',
  'Mudança',
  'Mouvements',
  'Variation',
];
const BALANCE = ['Saldo', 'Balance', 'Solde'];
const right = (names: readonly string[]): string => names.map((name) => `${name}>`).join('|');

export const degiro: Format = {
  name: 'degiro',
  title: 'DEGIRO',
  behind: {
    kind: 'sample',
    what: 'two account statements in Dutch, French, Portuguese, Spanish and English',
  },
  tables: [
    {
      marks: [
        'Datum|Date|Fecha|Data',
        'Valutadatum|Value date|Valuta|Date de valeur|Fecha valor|Data valore|Data Valor',
        'ISIN',
        'FX',
        'Order Id|Order ID|ID Ordre|ID Orden|ID Ordine|Order-ID',
      ],
      columns: {
        date: 'Datum|Date|Fecha|Data',
        time: 'Tijd|Time|Uhrzeit|Heure|Hora|Ora|Uhrze',
        name: 'Product|Produkt|Produit|Producto|Prodotto|Produto',
        isin: 'ISIN',
        type: 'Omschrijving|Description|Beschreibung|Descripción|Descrizione|Descrição|Libellé',
        currency: CHANGE.join('|'),
        amount: right(CHANGE),
        balanceCurrency: BALANCE.join('|'),
        balance: right(BALANCE),
      },
      unread: [
        'FX',
        'Order Id|Order ID|ID Ordre|ID Orden|ID Ordine|Order-ID',
        'Valutadatum|Value date|Valuta|Date de valeur',
      ],
      dates: 'dmy',
      zone: 'Europe/Amsterdam',
      symbol: (row) => row.text('isin'),
      derive,
      read,
      types: {},
    },
  ],
};

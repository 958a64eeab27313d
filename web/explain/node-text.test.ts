import { expect, test } from 'vitest';
import { textFor } from '../text/index.ts';
import { labelText, type Node, valueText } from './node-text.ts';

const reader = { locale: 'en-US', timeZone: 'America/New_York', isHidden: false };
const [open, hiding] = [textFor(reader), textFor({ ...reader, isHidden: true })];
const node = (value: string, unit: string, more: object = {}): Node =>
  ({
    label: '',
    value,
    unit,
    certainty: 'exact',
    rule: 'fact',
    rule_text: '',
    children: [],
    ...more,
  }) as Node;

test.each([
  [node('1234.5', 'USD'), '$1,234.50'],
  [node('125.1234', 'USD', { source: { kind: 'price' } }), '$125.1234'],
  [node('0.001', 'units'), '0.001'],
  [node('0.090922', 'ratio', { figure: 'twr' }), '9.09%'],
  [node('533.3', 'percent', { figure: 'trading_growth_percent' }), '+533.30%'],
  [node('10/11', 'USD/EUR'), '10/11'],
  [node('estimated', 'text'), 'estimated'],
])('Each value is written in its unit: %#', (given, written) => {
  expect(valueText(given, open)).toBe(written);
});

test('Hidden values mask amounts and quantities, in labels too; days stay', () => {
  expect(valueText(node('1234.5', 'USD'), hiding)).toBe('••••');
  const label = { ...node('', 'USD'), label: 'lot of 2024-01-02, buy 6 SAP' };
  expect(labelText(label, hiding, new Map())).toBe('lot of 2024-01-02, buy •••• SAP');
});

test('An account is called by its name', () => {
  const id = '48156d5e-0a2c-4650-a3b9-dc0db8f964ef';
  const label = { ...node('', 'USD'), label: `cash of ${id}` };
  expect(labelText(label, open, new Map([[id, 'Trading']]))).toBe('cash of Trading');
});

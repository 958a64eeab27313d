import { expect, test } from 'vitest';
import { testWorld } from '../../test/stand-ins/world.ts';
import { configuredSources, type MarketDataSettings } from './configured.ts';

const named = (settings: MarketDataSettings) =>
  configuredSources(settings, testWorld()).map(({ name }) => name);

test('without settings nobody is asked but the ECB', () => {
  expect(named({})).toEqual(['ecb']);
});

test('files come before Alpaca, Alpaca before Yahoo; a key alone is none', () => {
  const all = {
    PRICE_FOLDER: '/prices',
    ALPACA_API_KEY: 'key',
    ALPACA_SECRET_KEY: 'secret',
    YAHOO_BASE_URL: 'http://127.0.0.1:1',
  };
  expect(named(all)).toEqual(['csv', 'alpaca', 'yahoo', 'ecb']);
  expect(named({ ALPACA_API_KEY: 'key' })).toEqual(['ecb']);
});

import type * as Engine from '@tidemark/engine';

/**
 * What both sides compute: only engine exports and plain values, since the text of the function is sent to the
 * page. The answer is JSON, so that every digit is compared.
 */
export function compute(engine: typeof Engine): string {
  const { day, formatDay, marketCalendar, dec, divide, formatDecimal, formatInstant } = engine;
  const sessions = marketCalendar('XNYS').sessions(day(19_700), day(20_100));
  return JSON.stringify({
    sessions: sessions.map((session) => [formatDay(session.day), formatInstant(session.closeUtc)]),
    quotient: formatDecimal(divide(dec('123456789012345678901234567890'), dec('7'), 30, 'half-even')),
  });
}

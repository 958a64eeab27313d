import { type StandIn, type StandInAnswer, standIn } from './http.ts';
import { EURO_RATES } from './market.ts';

/** The three files of euro reference rates. */
export function ecbStandIn(): Promise<StandIn> {
  return standIn(({ path }) => {
    if (path === '/stats/eurofxref/eurofxref-daily.xml') return fileOf(EURO_RATES.slice(0, 1));
    if (path === '/stats/eurofxref/eurofxref-hist-90d.xml') return fileOf(EURO_RATES.slice(0, 4));
    if (path === '/stats/eurofxref/eurofxref-hist.xml') return fileOf(EURO_RATES);
    return { status: 404, body: '<html>Not found</html>', headers: { 'content-type': 'text/html' } };
  });
}

function fileOf(days: typeof EURO_RATES): StandInAnswer {
  const cubes = days.map(({ date, rates }) => {
    const own = Object.entries(rates).map(
      ([code, rate]) => `      <Cube currency='${code}' rate='${rate}'/>`,
    );
    return `    <Cube time="${date}">\n${own.join('\n')}\n    </Cube>`;
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube>
${cubes.join('\n')}
  </Cube>
</gesmes:Envelope>`;
  return { status: 200, body, headers: { 'content-type': 'text/xml' } };
}

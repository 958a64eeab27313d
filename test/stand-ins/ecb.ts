import { type Fault, type StandIn, type StandInAnswer, type StandInRequest, standIn } from './http.ts';
import { type EURO_RATES, USUAL } from './market.ts';

/** The three files of euro reference rates. */
export function ecbStandIn(
  { euroRates, recentRates } = USUAL,
  fault: (request: StandInRequest) => Fault | null = () => null,
): Promise<StandIn> {
  return standIn((request) => {
    const wrong = fault(request);
    if (wrong !== null) return wrong;
    const { path } = request;
    const rates = euroRates();
    if (path === '/stats/eurofxref/eurofxref-daily.xml') return fileOf(rates.slice(0, 1));
    if (path === '/stats/eurofxref/eurofxref-hist-90d.xml') return fileOf(rates.slice(0, recentRates));
    if (path === '/stats/eurofxref/eurofxref-hist.xml') return fileOf(rates);
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

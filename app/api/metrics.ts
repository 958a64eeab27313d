/** A series of numbers that this process counts, by its name. */
interface Family {
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Begun at zero, so that a rate can be taken from the first event on. */
  readonly begins?: readonly string[];
}

/** Seconds: upper ends of the buckets of a histogram. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const FAMILIES = {
  tidemark_requests_total: { type: 'counter', help: 'Answered requests by route and status.' },
  tidemark_request_duration_seconds: {
    type: 'histogram',
    help: 'From the head of a request to the end of its answer, by route.',
  },
  tidemark_answer_cache_hits_total: {
    type: 'counter',
    help: 'Reads whose answer was in memory, and nothing that it came from had changed.',
    begins: [''],
  },
  tidemark_answer_cache_misses_total: {
    type: 'counter',
    help: 'Reads whose answer had to be made.',
    begins: [''],
  },
  tidemark_imports_total: {
    type: 'counter',
    help: 'Imports of files by outcome; previews do not count.',
    begins: ['outcome="done"', 'outcome="failed"'],
  },
  tidemark_import_duration_seconds: { type: 'histogram', help: 'How long imports took.', begins: [''] },
  tidemark_price_updates_total: {
    type: 'counter',
    help: 'Prices that were set, by who gave them.',
    begins: ['source="user"', 'source="providers"'],
  },
  tidemark_snapshots_total: {
    type: 'counter',
    help: 'Values captured: of the ends of sessions, and within them.',
    begins: ['of="session_end"', 'of="within_session"'],
  },
  tidemark_backfills_total: {
    type: 'counter',
    help: 'Runs that filled missing values, by outcome.',
    begins: ['outcome="done"', 'outcome="failed"'],
  },
  tidemark_provider_answers_total: {
    type: 'counter',
    help: 'Answers of providers by provider and status.',
  },
} as const satisfies Readonly<Record<string, Family>>;

type FamilyName = keyof typeof FAMILIES;
export type CounterName = {
  [Name in FamilyName]: (typeof FAMILIES)[Name]['type'] extends 'counter' ? Name : never;
}[FamilyName];
export type HistogramName = Exclude<FamilyName, CounterName>;

/** A number that is read when it is asked for. */
export interface Reading {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly read: () => number;
}

interface Histogram {
  /** How many were at most so long: one count for each bucket, then of all. */
  readonly counts: number[];
  sum: number;
}

/** Counters and durations of this process, in the text format of Prometheus (version 0.0.4). */
export class Metrics {
  private readonly readings: readonly Reading[];
  private readonly counters = new Map<CounterName, Map<string, number>>();
  private readonly histograms = new Map<HistogramName, Map<string, Histogram>>();

  constructor(readings: readonly Reading[] = []) {
    this.readings = [...readings, ...PROCESS];
    for (const [name, family] of Object.entries<Family>(FAMILIES)) {
      for (const labels of family.begins ?? []) {
        if (family.type === 'counter') this.count(name as CounterName, labels, 0);
        else this.histogramOf(name as HistogramName, labels);
      }
    }
  }

  /** Adds to a counter; `labels` as `route="/healthz",status="200"`. */
  count(name: CounterName, labels: string, by = 1): void {
    const series = this.counters.get(name) ?? new Map<string, number>();
    this.counters.set(name, series.set(labels, (series.get(labels) ?? 0) + by));
  }

  observe(name: HistogramName, labels: string, seconds: number): void {
    const histogram = this.histogramOf(name, labels);
    const { counts } = histogram;
    for (let n = BUCKETS.length; n >= 0 && seconds <= (BUCKETS[n] ?? seconds); n--) counts[n]++;
    histogram.sum += seconds;
  }

  text(): string {
    const families = Object.entries<Family>(FAMILIES).map(([name, { help, type }]) => [
      ...headOf(name, help, type),
      ...counterLines(name, this.counters.get(name as CounterName)),
      ...histogramLines(name, this.histograms.get(name as HistogramName)),
    ]);
    const readings = this.readings.map(({ name, help, type, read }) => [
      ...headOf(name, help, type),
      `${name} ${read()}`,
    ]);
    return `${[...families, ...readings].flat().join('\n')}\n`;
  }

  private histogramOf(name: HistogramName, labels: string): Histogram {
    const series = this.histograms.get(name) ?? new Map<string, Histogram>();
    this.histograms.set(name, series);
    const known = series.get(labels);
    if (known !== undefined) return known;
    const empty = { counts: new Array<number>(BUCKETS.length + 1).fill(0), sum: 0 };
    series.set(labels, empty);
    return empty;
  }
}

const headOf = (name: string, help: string, type: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

const sorted = <Value>(series: ReadonlyMap<string, Value>) =>
  [...series].sort(([a], [b]) => (a < b ? -1 : 1));

const braced = (labels: string): string => (labels === '' ? '' : `{${labels}}`);

const counterLines = (name: string, series: ReadonlyMap<string, number> = new Map()): string[] =>
  sorted(series).map(([labels, value]) => `${name}${braced(labels)} ${value}`);

function histogramLines(name: string, series: ReadonlyMap<string, Histogram> = new Map()): string[] {
  return sorted(series).flatMap(([labels, { counts, sum }]) => {
    const before = labels === '' ? '' : `${labels},`;
    return [
      ...counts.map((count, n) => `${name}_bucket{${before}le="${BUCKETS[n] ?? '+Inf'}"} ${count}`),
      `${name}_sum${braced(labels)} ${sum}`,
      `${name}_count${braced(labels)} ${counts[counts.length - 1]}`,
    ];
  });
}

const PROCESS: readonly Reading[] = [
  {
    name: 'process_resident_memory_bytes',
    help: 'Memory of the process.',
    type: 'gauge',
    read: () => process.memoryUsage.rss(),
  },
  {
    name: 'nodejs_heap_size_used_bytes',
    help: 'Of it, JavaScript objects.',
    type: 'gauge',
    read: () => process.memoryUsage().heapUsed,
  },
  {
    name: 'process_cpu_seconds_total',
    help: 'Time on the processors.',
    type: 'counter',
    read: () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  },
  {
    name: 'process_uptime_seconds',
    help: 'Since the process began.',
    type: 'gauge',
    read: () => process.uptime(),
  },
];

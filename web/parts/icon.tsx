/** Line icons on a grid of 20, as paths; each says one thing. */
const PATHS = {
  dashboard: 'M3 13.5c2.3-3.2 4.7-3.2 7 0s4.7 3.2 7 0M3 6.5h14',
  performance: 'M3 16.5V9.5M8 16.5v-12M13 16.5v-7M18 16.5v-10',
  trades: 'M4 7h11l-3-3M16 13H5l3 3',
  activity: 'M4 5h12M4 10h12M4 15h7',
  import: 'M10 3v9m-3.5-3.5L10 12l3.5-3.5M4 13.5v3h12v-3',
  health: 'M2.5 10.5h3.5l2-5 4 9 2-4h3.5',
  settings:
    'M3 6h8m4 0h2M3 14h2m4 0h8M13 6m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 14m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  eye: 'M2 10c2.2-3.7 4.9-5.5 8-5.5s5.8 1.8 8 5.5c-2.2 3.7-4.9 5.5-8 5.5S4.200 13.700 2 10ZM10 10m-2.300 0a2.300 2.300 0 1 0 4.600 0a2.300 2.300 0 1 0-4.600 0',
  eyeOff:
    'M3 3l14 14M8 5c.7-.2 1.300-.3 2-.3 3.100 0 5.800 1.800 8 5.500-.8 1.300-1.600 2.300-2.500 3.100M12.500 15.200c-.8.300-1.600.5-2.500.5-3.100 0-5.800-1.800-8-5.500.9-1.600 2-2.800 3.100-3.700',
  search: 'M9 9m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M13 13l4 4',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.500l4 4 8-9',
  down: 'M5 8l5 5 5-5',
  up: 'M5 12l5-5 5 5',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  back: 'M12 5l-5 5 5 5',
  onward: 'M8 5l5 5-5 5',
  sun: 'M10 10m-3.200 0a3.200 3.200 0 1 0 6.400 0a3.200 3.200 0 1 0-6.400 0M10 2v2M10 16v2M2 10h2M16 10h2M4.300 4.300l1.400 1.400M14.300 14.300l1.400 1.400M4.300 15.700l1.400-1.400M14.300 5.700l1.400-1.400',
  moon: 'M16.500 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.500 8.500Z',
  user: 'M10 7m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M4 17c.8-3.300 2.800-5 6-5s5.200 1.700 6 5',
  warning: 'M10 3.500 2.500 16.500h15ZM10 8.500v3.500M10 14.200v.3',
  undo: 'M7 4 3.5 7.500 7 11M4 7.500h7.500a4.500 4.500 0 0 1 0 9H8',
  redo: 'M13 4l3.500 3.500L13 11M16 7.500H8.500a4.500 4.500 0 0 0 0 9H12',
  filter: 'M3 5h14M6 10h8M8.500 15h3',
  pen: 'M12.500 4.500l3 3M4 16l.8-3.700 8.200-8.300a1.500 1.500 0 0 1 2.100 0l.9.900a1.500 1.500 0 0 1 0 2.100L7.700 15.200Z',
  bin: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon beside text that says the same, or inside a control that has a name; read aloud it is nothing. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

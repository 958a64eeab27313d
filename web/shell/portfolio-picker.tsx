import { choosePortfolio, usePortfolio, useRead } from '../data/index.ts';
import { Icon, Menu } from '../parts/index.ts';

/** Which portfolio all pages show. */
export function PortfolioPicker() {
  const chosen = usePortfolio();
  const { data } = useRead('listPortfolios', {});
  const portfolios = data?.items ?? [];
  const nameOf = (one: { readonly name: string; readonly is_default: boolean }) =>
    one.is_default ? 'Every account' : one.name;
  const current = portfolios.find(({ id }) => id === chosen) ?? portfolios.find((one) => one.is_default);
  const items = portfolios.map((one) => ({
    label: nameOf(one),
    chosen: one === current,
    onChoose: () => choosePortfolio(one.is_default ? 'default' : one.id),
  }));
  return (
    <Menu groups={[items]} align="start">
      <button
        type="button"
        className="flex min-h-10 min-w-0 items-center gap-1.5 rounded-lg px-2 font-medium hover:bg-well"
      >
        <span className="sr-only">Portfolio: </span>
        <span className="truncate">{current === undefined ? 'Portfolio' : nameOf(current)}</span>
        <Icon name="down" size={16} />
      </button>
    </Menu>
  );
}

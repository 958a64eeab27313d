import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { pages } from './pages/index.ts';
import { Fault, Frame, Gate, NotFound, type PageDefinition } from './shell/index.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: () => (
    <Gate isPublic={false}>
      <Frame pages={pages}>
        <Outlet />
      </Frame>
    </Gate>
  ),
});

const bare = createRoute({
  getParentRoute: () => root,
  id: 'bare',
  component: () => (
    <Gate isPublic={true}>
      <Outlet />
    </Gate>
  ),
});

const isPublic = ({ isPublic }: PageDefinition) => isPublic === true;
const routesOf = (chosen: readonly PageDefinition[], parent: typeof framed | typeof bare) =>
  chosen.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => parent,
      path,
      component: lazyRouteComponent(load),
      errorComponent: Fault,
    }),
  );

/** Every page of `pages`, its code loaded when it is opened, or when a link to it is about to be followed. */
export const router = createRouter({
  routeTree: root.addChildren([
    framed.addChildren(
      routesOf(
        pages.filter((page) => !isPublic(page)),
        framed,
      ),
    ),
    bare.addChildren(routesOf(pages.filter(isPublic), bare)),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Fault,
  scrollRestoration: true,
});

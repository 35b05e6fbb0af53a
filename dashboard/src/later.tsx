// Components whose code is fetched when they show first. One that was fetched before stands at once:
// React's `lazy` alone would show a fallback first, and React keeps a fallback for 300 ms.
import { type ComponentType, lazy, useState } from 'react';

type Fetch<P> = () => Promise<{ default: ComponentType<P> }>;

/** A component whose code can be fetched ahead. */
export type Later<P = object> = ComponentType<P> & { fetched: Fetch<P> };

export const later = <P extends object = object>(fetch: Fetch<P>): Later<P> => {
  let there: ComponentType<P> | undefined;
  const fetched: Fetch<P> = async () => {
    const module = await fetch();
    there = module.default;
    return module;
  };
  // React's own type for what `lazy` gives asks what `P` is before anybody knows.
  const Fetched = lazy(fetched) as unknown as ComponentType<P>;
  return Object.assign((props: P) => <Chosen choose={() => there ?? Fetched} props={props} />, {
    fetched,
  });
};

interface ChosenProps<P> {
  choose: () => ComponentType<P>;
  props: P;
}

/** The same one as long as it stands. */
const Chosen = <P extends object>({ choose, props }: ChosenProps<P>) => {
  const [Page] = useState(choose);
  return <Page {...props} />;
};

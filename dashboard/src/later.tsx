// Components whose code is fetched when they show first. One that was fetched before stands at once:
// React's `lazy` alone would show a fallback first, and React keeps a fallback for 300 ms.
import { type ComponentType, lazy, useState } from 'react';

type Fetch = () => Promise<{ default: ComponentType }>;

/** A component whose code can be fetched ahead. */
type Later = ComponentType & { fetched: Fetch };

export const later = (fetch: Fetch): Later => {
  let there: ComponentType | undefined;
  const fetched: Fetch = async () => {
    const module = await fetch();
    there = module.default;
    return module;
  };
  const Fetched = lazy(fetched);
  return Object.assign(() => <Chosen choose={() => there ?? Fetched} />, { fetched });
};

/** The same one as long as it stands. */
const Chosen = ({ choose }: { choose: () => ComponentType }) => {
  const [Page] = useState(choose);
  return <Page />;
};

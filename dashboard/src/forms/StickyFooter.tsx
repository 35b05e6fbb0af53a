// The foot of a form, in sight wherever the page is scrolled. The document knows how high it is: what
// takes the focus scrolls clear of it, and notifications stand above it.
import { Card, GlobalStyles } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';

/** Height of what is stuck to the lower edge of the page, for styles. */
export const FOOT_HEIGHT = '--foot-height';

export const StickyFooter = ({ children }: { children: ReactNode }) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const footer = place.current;
    if (footer === null) return undefined;
    const { style } = document.documentElement;
    const measure = () => {
      const isStuck = getComputedStyle(footer).position === 'sticky';
      style.setProperty(FOOT_HEIGHT, `${isStuck ? footer.offsetHeight : 0}px`);
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(footer);
    window.addEventListener('resize', measure);
    return () => {
      sizes.disconnect();
      window.removeEventListener('resize', measure);
      style.removeProperty(FOOT_HEIGHT);
    };
  }, []);
  return (
    <>
      <GlobalStyles styles={CLEAR_OF_IT} />
      <Card
        ref={place}
        component="footer"
        sx={{
          position: 'sticky',
          bottom: 0,
          p: 1.5,
          zIndex: 3,
          borderTopWidth: 2,
          // A low screen, as at a large zoom, has no room for it beside the fields.
          '@media (max-height: 480px)': { position: 'static' },
        }}
      >
        {children}
      </Card>
    </>
  );
};

/** Room for the field's edge and the sentence under it. */
const CLEAR_OF_IT = { html: { scrollPaddingBottom: `calc(var(${FOOT_HEIGHT}, 0px) + 32px)` } };

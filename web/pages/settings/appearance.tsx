import { Card, Segments } from '../../parts/index.ts';
import { chooseTheme, THEMES, useTheme } from '../../shell/index.ts';
import { useHiddenValues, valuesHidden } from '../../text/index.ts';

const NAMES = { system: 'System', light: 'Light', dark: 'Dark', shown: 'Shown', hidden: 'Hidden' } as const;

/** The theme, and whether values are masked; kept by this browser. */
export function Appearance() {
  const theme = useTheme();
  const isHidden = useHiddenValues();
  return (
    <Card title="Appearance, in this browser">
      <div className="flex flex-wrap gap-x-8 gap-y-4">
        <Segments
          label="Theme"
          names={THEMES}
          chosen={theme}
          onChoose={chooseTheme}
          textOf={(one) => NAMES[one]}
        />
        <Segments
          label="Values"
          names={['shown', 'hidden']}
          chosen={isHidden ? 'hidden' : 'shown'}
          onChoose={valuesHidden.set}
          textOf={(one) => `Values ${NAMES[one].toLowerCase()}`}
        />
      </div>
    </Card>
  );
}

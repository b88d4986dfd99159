import { Check, Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton.tsx';

/** Copies a text; says so by its icon and name until the focus or the pointer leaves. */
export function CopyButton({ text }: { readonly text: string }): ReactNode {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => {
        // Without the permission nothing was copied, and the icon stays; the text itself can be selected.
      },
    );
  };
  return (
    <IconButton
      icon={isCopied ? Check : Copy}
      name={isCopied ? t('app.copied') : t('app.copy')}
      onClick={copy}
      onPointerLeave={() => setCopied(false)}
      onBlur={() => setCopied(false)}
    />
  );
}

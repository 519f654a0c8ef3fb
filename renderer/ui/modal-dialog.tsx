import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './button.tsx'

/** A dialog over the window. Esc and a press outside close it. */
export function ModalDialog({
  title,
  width = 560,
  onClose,
  footer,
  children,
}: {
  title: string
  /** px */
  width?: number
  onClose: () => void
  footer?: ReactNode
  children: ReactNode
}) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="modal-overlay">
      <Modal className="modal" style={{ maxWidth: width }}>
        <Dialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon="close" label="Close" keys="Esc" onPress={onClose} />
          </header>
          {children}
          {footer !== undefined && <footer className="dialog-foot">{footer}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Small parts that draw what they are given: they fetch nothing, and write no figure by themselves. */
export { Button, type ButtonProps, IconButton } from './button.tsx';
export { Card, Figure, Figures } from './card.tsx';
export { ChangeMark } from './change-mark.tsx';
export { classes } from './class-names.ts';
export { Dialog, type DialogProps } from './dialog.tsx';
export { Drawer, type DrawerProps } from './drawer.tsx';
export { Field, Select, TextArea } from './field.tsx';
export { Icon, type IconName } from './icon.tsx';
export { Menu, type MenuItem } from './menu.tsx';
export { SaveButton } from './save-button.tsx';
export { Segments } from './segments.tsx';
export { Empty, Failure, Skeleton, SkeletonRows } from './states.tsx';
export { type Column, type Sorting, Table, type TableProps } from './table.tsx';
export { type Tab, Tabs } from './tabs.tsx';
export { Tip } from './tip.tsx';
export { type Toast, Toasts, toast } from './toast.tsx';
export { Unknown } from './unknown.tsx';

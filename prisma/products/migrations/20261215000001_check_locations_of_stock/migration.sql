-- Apart from the change of the table, so that stock is sold all the while it is looked through.
ALTER TABLE stock_movements VALIDATE CONSTRAINT stock_movements_kind_check;

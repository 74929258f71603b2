-- All that runs by now names inventory.
DROP VIEW stock;

INSERT INTO categories (slug, label) VALUES ('books', 'Books'), ('music', 'Music'), ('toys', 'Toys');

UPDATE categories SET label = 'Toys and games' WHERE slug = 'toys';

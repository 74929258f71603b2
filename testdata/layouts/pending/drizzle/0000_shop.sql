CREATE TYPE mood AS ENUM ('sad');
--> statement-breakpoint
CREATE TABLE users (id int PRIMARY KEY, mood mood);
--> statement-breakpoint
CREATE TABLE orders (id int PRIMARY KEY, user_id int);
--> statement-breakpoint
CREATE TABLE carts (id int PRIMARY KEY);

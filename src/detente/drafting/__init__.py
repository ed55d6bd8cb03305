"""Record → proposed model; every element says what it rests on."""

"""One public function to a thing a person asks for."""

"""One module to a question; Ibis expression in, Ibis expression out."""

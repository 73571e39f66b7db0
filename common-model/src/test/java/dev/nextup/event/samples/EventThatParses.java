package dev.nextup.event.samples;

import com.fasterxml.jackson.databind.JsonNode;

/** An event must be plain data: this one needs a JSON library at hand. */
public record EventThatParses(JsonNode raw) {}

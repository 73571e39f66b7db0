package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a page keeps in memory once everything it has let go of is collected. What grows from one
 * look to the next with nothing more on the screen is a leak.
 *
 * @param nodes of the DOM, in the document or held by a script
 * @param listeners of events
 * @param heapBytes of JavaScript
 */
public record Footprint(int nodes, int listeners, long heapBytes) {

    public static Footprint of(Page page) {
        page.send("HeapProfiler.enable", Map.of());
        page.send("HeapProfiler.collectGarbage", Map.of());
        JsonNode dom = page.send("Memory.getDOMCounters", Map.of());
        JsonNode heap = page.send("Runtime.getHeapUsage", Map.of());
        return new Footprint(
                dom.path("nodes").asInt(),
                dom.path("jsEventListeners").asInt(),
                heap.path("usedSize").asLong());
    }
}

package dev.starfold.embedded.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A call as the document has it.
 *
 * @param contents an example of a body by content type
 * @param answers the content types by status
 */
record Operation(
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, JsonNode> contents,
        Map<Integer, TreeSet<String>> answers) {

    String name() {
        return method + " " + path;
    }

    boolean writes() {
        return !method.equals("GET");
    }

    /** Answered before it is done: what it does shows later. */
    boolean beginsJob() {
        return answers.containsKey(202);
    }

    List<Parameter> parameters(String in) {
        return parameters.stream().filter(each -> each.in().equals(in)).toList();
    }
}

-- The same without a query for each row: every reaction costs one of these.
create or replace function reactions_added(counts int[], difference int[]) returns int[] immutable parallel safe language sql
return array[counts[1] + difference[1], counts[2] + difference[2], counts[3] + difference[3], counts[4] + difference[4],
    counts[5] + difference[5], counts[6] + difference[6], counts[7] + difference[7]];

create or replace function reactions_overall(counts int[]) returns int immutable parallel safe language sql
return counts[1] + counts[2] + counts[3] + counts[4] + counts[5] + counts[6] + counts[7];

create or replace function reactions_helpful(counts int[]) returns float8 immutable parallel safe language plpgsql as $$
declare
    n        float8 := reactions_overall(counts);
    positive float8 := n - counts[4];
    share    float8;
    z        constant float8 := 1.959964;
begin
    if positive = 0 then
        return 0;
    end if;
    share := positive / n;
    return (share + z ^ 2 / (2 * n) - sqrt(z ^ 2) * sqrt((share * (1 - share) + z ^ 2 / (4 * n)) / n)) / (1 + z ^ 2 / n);
end $$;

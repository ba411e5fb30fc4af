using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.Cases.Asking;

/// <summary>What a new version changed in a draft, as the citizen is told: questions that are new, gone, or to be answered again.</summary>
public sealed record DraftMoved(IReadOnlyList<string> New, IReadOnlyList<string> Gone, IReadOnlyList<string> Again);

internal static class Drafts
{
    /// <summary>This citizen's draft of this procedure, or null. One of an older version is moved to today's without losing an answer.</summary>
    public static async Task<Draft?> DraftOf(this PerronDb db, Visitor visitor, Procedure procedure, ProcedureCatalogue catalogue)
    {
        var draft = visitor.Citizen is { } citizen ? await db.Set<Draft>().SingleOrDefaultAsync(draft => draft.CitizenId == citizen && draft.Procedure == procedure.Slug && draft.FilledBy == null) : null;
        return await Today(db, draft, procedure, catalogue);
    }

    /// <summary>The draft on this way: the citizen's own, or the one an officer began for the citizen.</summary>
    public static async Task<Draft?> DraftOn(this PerronDb db, FormWay way, Procedure procedure, ProcedureCatalogue catalogue)
    {
        var (citizen, filing) = (way.Citizen, way.Assisted?.Id);
        return await Today(db, await db.Set<Draft>().SingleOrDefaultAsync(draft => filing == null
            ? draft.CitizenId == citizen && draft.Procedure == procedure.Slug && draft.FilledBy == null
            : draft.Id == filing && draft.FilledBy != null), procedure, catalogue);
    }

    private static async Task<Draft?> Today(PerronDb db, Draft? draft, Procedure procedure, ProcedureCatalogue catalogue)
    {
        if (draft is not null && draft.Version != procedure.Version && catalogue.Find(procedure.Slug, draft.Version) is { } old)
        {
            var moved = Moved.From((await db.WithTables(old)).Form, procedure.Form, draft.Given);
            draft.Answers = Case.Write(moved.Answers);
            draft.Version = procedure.Version;
            draft.Moved = moved.IsSilent ? null : JsonSerializer.Serialize(new DraftMoved(
                [.. moved.New.Select(label => label.In("fr"))], [.. moved.Gone.Select(label => label.In("fr"))], [.. moved.Changed.Select(label => label.In("fr"))]));
        }

        return draft;
    }
}

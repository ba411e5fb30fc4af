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
        if (visitor.Citizen is not { } citizen || await db.Set<Draft>().SingleOrDefaultAsync(draft => draft.CitizenId == citizen && draft.Procedure == procedure.Slug) is not { } draft)
        {
            return null;
        }

        if (draft.Version != procedure.Version && catalogue.Find(procedure.Slug, draft.Version) is { } old)
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

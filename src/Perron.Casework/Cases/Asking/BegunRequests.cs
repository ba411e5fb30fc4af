using NodaTime;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.Cases.Asking;

/// <summary>Tells the page of a procedure that its reader has a draft of it.</summary>
internal sealed class BegunRequests(PerronDb db, ProcedureCatalogue catalogue) : IBegunRequests
{
    public async Task<BegunRequest?> Of(Procedure procedure, Visitor visitor, Commune commune, string language, Instant now)
    {
        if (await db.DraftOf(visitor, procedure, catalogue) is not { } draft)
        {
            return null;
        }

        var journey = new Journey(procedure.Form, draft.Given, visitor.House(commune, language, now));
        var pages = journey.Steps.Count + 1;
        return new(journey.FirstOpen is { } open ? journey.Steps.TakeWhile(step => step.Slug != open.Slug).Count() + 1 : pages, pages);
    }
}

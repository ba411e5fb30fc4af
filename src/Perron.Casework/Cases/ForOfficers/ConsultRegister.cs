using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Register;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Registers;
namespace Perron.Cases.ForOfficers;

/// <summary>
/// The officer asks the population register about the person of the file. The question goes out between two short transactions,
/// so a slow register holds nothing; question and outcome are written down.
/// </summary>
public static class ConsultRegister
{
    public static void Map(IEndpointRouteBuilder outside) =>
        outside.MapPost("/agent/dossiers/{reference}/registre", Consult).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Consult(
        string reference, PostedForm posted, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, IPopulationRegister register,
        HouseKeys keys, Changes changes, TimeProvider time, CancellationToken cancellation)
    {
        db.EnterAs(visitor);
        if (commune.Kind != CommuneKind.Commune || await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { IsInCharge: true } file)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var question = await RegisterQuestion.Of(db, file, keys);
        var answer = await question.Ask(register, commune, now, cancellation);
        var isNew = await db.Writing(visitor, changes, async () =>
        {
            var id = file.Case.Id;
            var check = await db.Set<RegisterCheck>().SingleOrDefaultAsync(one => one.CaseId == id);
            await RegisterQuestion.Note(db, file, answer, check, visitor.Actor, keys, changes, now);
            return check is null;
        });
        if (isNew && answer is RegisterAnswer.Away)
        {
            // The house asks again by itself; a colleague who asked at the same moment may have seen to it.
            await db.Writing(visitor, changes, () =>
            {
                db.Add(RegisterCheck.AfterAway(file.Case, now));
                return db.SaveUnlessTaken();
            });
        }

        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}?registre={answer.GetType().Name}");
    }
}
